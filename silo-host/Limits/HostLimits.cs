namespace OrleansSessions.Host.Limits;

/// <summary>What the service takes from its callers, and how much of it at once.</summary>
internal sealed record HostLimits
{
    private const int Kibibyte = 1 << 10;
    private const int Mebibyte = 1 << 20;

    /// <summary>The most bytes of a request's body as it is sent; compressed, where it is.</summary>
    public long BodyBytes { get; init; } = 32 * Mebibyte;

    /// <summary>The most bytes of a request's body after decompression.</summary>
    public long DecompressedBytes { get; init; } = 128 * Mebibyte;

    /// <summary>The most bytes of a body that is one JSON value, an array or a CloudEvent: it is held as a whole, unlike lines.</summary>
    public long ArrayBytes { get; init; } = 16 * Mebibyte;

    /// <summary>How long the service waits for a request's body, all its waits together.</summary>
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The most lines, or elements, of one request.</summary>
    public long Lines { get; init; } = 500_000;

    /// <summary>The most rejected lines of one request; what has more is not events.</summary>
    public long RejectedLines { get; init; } = 10_000;

    /// <summary>The most bytes of a line, or of an element.</summary>
    public int LineBytes { get; init; } = Mebibyte;

    /// <summary>What an event may have.</summary>
    public EventLimits Event { get; init; } = EventLimits.Default;

    /// <summary>The most events that have been read and are not answered, over all requests.</summary>
    public long EventsInFlight { get; init; } = 100_000;

    /// <summary>The most bytes of JSON that have been read and are not answered, over all requests.</summary>
    public long BytesInFlight { get; init; } = 256 * Mebibyte;

    /// <summary>The most readers of server-sent events at once.</summary>
    public long StreamReaders { get; init; } = 10_000;

    /// <summary>Reads them; what is wrong is added to the problems.</summary>
    public static HostLimits Read(LimitSettings settings, List<string> problems)
    {
        var reader = new LimitReader(problems);
        var otherwise = new HostLimits();
        var most = EventLimits.Default;
        return new HostLimits
        {
            BodyBytes = reader.Number(nameof(settings.BodyBytes), settings.BodyBytes, otherwise.BodyBytes, Kibibyte, int.MaxValue),
            DecompressedBytes = reader.Number(nameof(settings.DecompressedBytes), settings.DecompressedBytes, otherwise.DecompressedBytes, Kibibyte, int.MaxValue),
            ArrayBytes = reader.Number(nameof(settings.ArrayBytes), settings.ArrayBytes, otherwise.ArrayBytes, Kibibyte, 512 * Mebibyte),
            BodyTime = reader.Duration(nameof(settings.BodyTime), settings.BodyTime, otherwise.BodyTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1)),
            Lines = reader.Number(nameof(settings.Lines), settings.Lines, otherwise.Lines, 1, 10_000_000),
            RejectedLines = reader.Number(nameof(settings.RejectedLines), settings.RejectedLines, otherwise.RejectedLines, 1, 10_000_000),
            LineBytes = (int)reader.Number(nameof(settings.LineBytes), settings.LineBytes, otherwise.LineBytes, Kibibyte, 64 * Mebibyte),
            Event = new EventLimits(
                (int)reader.Number(nameof(settings.KeyBytes), settings.KeyBytes, most.KeyBytes, 1, SessionNames.MaxKeyBytes),
                (int)reader.Number(nameof(settings.Fields), settings.Fields, most.Fields, 1, 10_000),
                (int)reader.Number(nameof(settings.FieldNameBytes), settings.FieldNameBytes, most.FieldNameBytes, 1, 64 * Kibibyte),
                (int)reader.Number(nameof(settings.FieldBytes), settings.FieldBytes, most.FieldBytes, 1, 64 * Mebibyte)),
            EventsInFlight = reader.Number(nameof(settings.EventsInFlight), settings.EventsInFlight, otherwise.EventsInFlight, 1, 100_000_000),
            BytesInFlight = reader.Number(nameof(settings.BytesInFlight), settings.BytesInFlight, otherwise.BytesInFlight, Mebibyte, 1L << 40),
            StreamReaders = reader.Number(nameof(settings.StreamReaders), settings.StreamReaders, otherwise.StreamReaders, 1, 1_000_000),
        };
    }
}
