using System.Globalization;

namespace OrleansSessions.Host.Page.Parts;

/// <summary>A stretch of time, with marks at round times.</summary>
internal sealed class TimeAxis
{
    private const int MostMarks = 6;

    // A label is not cut off by the edge.
    private const double Edge = 0.04;

    private static readonly TimeSpan[] Steps =
    [
        .. new double[] { 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30 }.Select(TimeSpan.FromSeconds),
        .. new double[] { 1, 2, 5, 10, 15, 30 }.Select(TimeSpan.FromMinutes),
        .. new double[] { 1, 2, 3, 6, 12 }.Select(TimeSpan.FromHours),
        .. new double[] { 1, 2, 5, 10, 30, 100, 365, 3_650 }.Select(TimeSpan.FromDays),
    ];

    private readonly DateTimeOffset from;
    private readonly TimeSpan length;

    public TimeAxis(DateTimeOffset from, DateTimeOffset to)
    {
        this.from = from;
        length = to - from > Steps[0] ? to - from : Steps[0];
        Marks = [.. FindMarks(Steps.FirstOrDefault(step => step * MostMarks >= length, Steps[^1])).Where(mark => mark.Share is > Edge and < 1 - Edge)];
    }

    /// <summary>Where a label stands, and what it says.</summary>
    public IReadOnlyList<(double Share, string Text)> Marks { get; }

    /// <summary>Where a time lies, from 0 to 1.</summary>
    public double Place(DateTimeOffset time) => Math.Clamp((time - from) / length, 0, 1);

    private IEnumerable<(double Share, string Text)> FindMarks(TimeSpan step)
    {
        var format = step >= TimeSpan.FromDays(1) ? "yyyy-MM-dd" : length >= TimeSpan.FromDays(1) ? "MM-dd HH:mm" : step >= TimeSpan.FromMinutes(1) ? "HH:mm" : step >= TimeSpan.FromSeconds(1) ? "HH:mm:ss" : "HH:mm:ss.f";
        var first = new DateTimeOffset((from.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks, TimeSpan.Zero);
        for (var mark = first; mark <= from + length; mark += step)
        {
            yield return (Place(mark), mark.UtcDateTime.ToString(format, CultureInfo.InvariantCulture));
        }
    }
}
