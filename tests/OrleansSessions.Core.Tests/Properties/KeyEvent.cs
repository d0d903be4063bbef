namespace OrleansSessions.Core.Tests;

/// <summary>An event of one key; in units that the case chooses. Its value is the bit of its index, so a sum names its events.</summary>
internal readonly record struct KeyEvent(int Index, long Time, long Gap)
{
    public long Value => 1L << Index;

    public long End => Time + Gap;

    public override string ToString() => $"{Time}+{Gap}";
}
