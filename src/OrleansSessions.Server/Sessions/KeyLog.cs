namespace OrleansSessions.Server;

/// <summary>What a key has to put on the log with its next commit.</summary>
internal sealed class KeyLog<TEvent, TAccumulator, TResult>(Sessionizer<TEvent, TAccumulator, TResult> sessionizer, string key)
{
    private readonly List<LogRecord> records = new(1);

    public IReadOnlyList<LogRecord> Records => records;

    public void Add(FinalSession<TResult> session)
    {
        var item = new ClosedSession<TResult>
        {
            Id = SessionId.Create(sessionizer.Name, key, session.Window.Start, session.Ordinal),
            Sessionizer = sessionizer.Name,
            Key = key,
            Start = session.Window.Start,
            LastEvent = session.Window.LastEvent,
            End = session.Window.End,
            Count = session.Count,
            Reason = session.Reason,
            Error = session.Error,
            Result = session.Result,
        };
        records.Add(ToRecord(item));
    }

    public void AddLate(TEvent value, DateTimeOffset eventTime, Watermark watermark)
    {
        var item = new LateEvent<TEvent>
        {
            Sessionizer = sessionizer.Name,
            Key = key,
            Timestamp = eventTime,
            Watermark = watermark.Time,
            Value = value,
        };
        records.Add(new LogRecord(LogKind.Late, sessionizer.Serializers.Write(item), null));
    }

    // A result that can not be written must not keep its session open for ever.
    private LogRecord ToRecord(ClosedSession<TResult> item)
    {
        try
        {
            return new LogRecord(LogKind.Closed, sessionizer.Serializers.Write(item), item);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var error = $"The result could not be written: {exception.Message}";
            var failed = item with { Reason = CloseReason.Failed, Error = error, Result = default };
            return new LogRecord(LogKind.Closed, sessionizer.Serializers.Write(failed), failed);
        }
    }
}
