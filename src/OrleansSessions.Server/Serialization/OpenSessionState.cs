namespace OrleansSessions.Server;

/// <summary>An open session as it is stored.</summary>
[GenerateSerializer, Alias("orleanssessions.opensessionstate`1")]
internal struct OpenSessionState<TAccumulator>
{
    [Id(0)]
    public DateTimeOffset Start;

    [Id(1)]
    public DateTimeOffset LastEvent;

    [Id(2)]
    public DateTimeOffset End;

    [Id(3)]
    public long Count;

    [Id(4)]
    public TAccumulator Accumulator;

    public static OpenSessionState<TAccumulator> From(OpenSession<TAccumulator> session) => new()
    {
        Start = session.Window.Start,
        LastEvent = session.Window.LastEvent,
        End = session.Window.End,
        Count = session.Count,
        Accumulator = session.Accumulator,
    };

    public readonly OpenSession<TAccumulator> ToOpenSession() =>
        new(SessionWindow.FromBounds(Start, LastEvent, End), Count, Accumulator);
}
