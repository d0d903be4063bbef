using Microsoft.AspNetCore.Components;
using OrleansSessions.Host.Http.Reference.Shapes;

namespace OrleansSessions.Host.Page.Parts;

/// <summary>How many sessions lasted how long, as bars.</summary>
public sealed partial class DurationHistogram
{
    // Before the figures have come, there are as many bars as there will be.
    private static readonly DurationItem[] Empty =
        [.. SessionCounts.DurationBounds.Select(bound => new DurationItem(bound.TotalSeconds, 0)), new DurationItem(null, 0)];

    [Parameter, EditorRequired]
    public IReadOnlyList<DurationItem> Durations { get; set; } = [];

    private IEnumerable<(string Label, long Sessions, double Share)> Bars
    {
        get
        {
            var durations = Durations.Count == 0 ? Empty : Durations;
            var most = Math.Max(1, durations.Max(duration => duration.Sessions));
            return durations.Select((duration, i) => (Label(durations, i), duration.Sessions, (double)duration.Sessions / most));
        }
    }

    private static string Label(IReadOnlyList<DurationItem> durations, int i) => durations[i].UpToSeconds switch
    {
        0 => "one instant",
        null => $"over {Short(durations[i - 1].UpToSeconds ?? 0)}",
        { } bound => $"to {Short(bound)}",
    };

    private static string Short(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalDays: >= 1 } time => FormattableString.Invariant($"{time.TotalDays:0} d"),
        { TotalHours: >= 1 } time => FormattableString.Invariant($"{time.TotalHours:0} h"),
        { TotalMinutes: >= 1 } time => FormattableString.Invariant($"{time.TotalMinutes:0} min"),
        var time => FormattableString.Invariant($"{time.TotalSeconds:0} s"),
    };
}
