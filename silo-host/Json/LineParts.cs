using OrleansSessions.Fields;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Json;

/// <summary>What has been read of a line so far.</summary>
internal ref struct LineParts
{
    public LineParts()
    {
    }

    public string? Key { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public TimeSpan? Gap { get; set; }

    public Watermark? Watermark { get; set; }

    public string? End { get; set; }

    public string? Producer { get; set; }

    public long? Sequence { get; set; }

    public List<Field> Fields { get; } = [];

    /// <summary>Makes an event or a control line of it.</summary>
    public readonly InputLine ToLine(bool needsTimestamp, bool acceptsControlLines, EventLimits limits)
    {
        if (Key is null)
        {
            return ToControlLine(acceptsControlLines);
        }

        if (limits.FindKeyProblem(Key) is { } problem)
        {
            return Wrong(problem);
        }

        if (needsTimestamp && Timestamp is null)
        {
            return Wrong("There is no \"timestamp\".");
        }

        if ((Producer is null) != (Sequence is null))
        {
            return Wrong("\"producer\" and \"sequence\" must be given together.");
        }

        ProducerStamp? stamp = Producer is not null ? new ProducerStamp(ProducerId.FromName(Producer), Sequence!.Value) : null;
        return new InputLine { Event = new SessionEvent<FieldEvent>(Key, new FieldEvent([.. Fields]), Timestamp, Gap, stamp) };
    }

    private readonly InputLine ToControlLine(bool isAccepted)
    {
        if (!isAccepted)
        {
            return Wrong("There is no \"key\".");
        }

        if (End is null)
        {
            return Watermark is not null
                ? new InputLine { Watermark = Watermark }
                : Wrong("There is no \"key\", and no \"watermark\" or \"end\" either.");
        }

        if (Watermark is not null)
        {
            return Wrong("A control line has \"watermark\" or \"end\", not both.");
        }

        return SessionNames.FindKeyProblem(End) is { } problem ? Wrong(problem)
            : Timestamp is { } at ? new InputLine { End = new KeyEnd(End, at) }
            : Wrong("\"end\" needs a \"timestamp\".");
    }

    private static InputLine Wrong(string problem) => new() { Problem = problem };
}
