namespace OrleansSessions.ClientSample;

/// <summary>The event: something was asked for. Alias and ids are what is stored and sent; they never change, names may.</summary>
[GenerateSerializer, Immutable, Alias("sample.pagerequest")]
public sealed record PageRequest
{
    /// <summary>What was asked for.</summary>
    [Id(0)]
    public required string Path { get; init; }

    /// <summary>The status of the answer.</summary>
    [Id(1)]
    public int Status { get; init; } = 200;

    /// <summary>The bytes of the answer.</summary>
    [Id(2)]
    public long Bytes { get; init; }

    /// <summary>Whether it is a page, not an image on one.</summary>
    public bool IsPage => Path.EndsWith('/') || Path.EndsWith(".html", StringComparison.Ordinal) || Path.EndsWith(".htm", StringComparison.Ordinal);

    /// <summary>Whether it could not be answered.</summary>
    public bool IsError => Status >= 400;
}
