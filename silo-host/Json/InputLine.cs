using OrleansSessions.Fields;

namespace OrleansSessions.Host.Json;

/// <summary>A line of input: an event, a control line, or what is wrong with it.</summary>
internal readonly record struct InputLine
{
    /// <summary>The event, when nothing else is set.</summary>
    public SessionEvent<FieldEvent> Event { get; init; }

    /// <summary>Set for a control line that moves the watermark.</summary>
    public Watermark? Watermark { get; init; }

    /// <summary>Set for a control line that ends a key's sessions.</summary>
    public KeyEnd? End { get; init; }

    /// <summary>What is wrong, or null.</summary>
    public string? Problem { get; init; }
}
