namespace OrleansSessions.Testing.Tests;

/// <summary>A result that is what it holds.</summary>
[GenerateSerializer, Alias("testing.numbers")]
public sealed class Numbers(List<int> values) : IEquatable<Numbers>
{
    [Id(0)]
    public List<int> Values { get; } = values;

    public bool Equals(Numbers? other) => other is not null && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as Numbers);

    public override int GetHashCode() => Values.Count;

    public override string ToString() => $"[{string.Join(' ', Values)}]";
}
