namespace OrleansSessions.Core.Tests;

/// <summary>Events of many keys, and then a tick of the scanner at a watermark so much later.</summary>
internal sealed record FleetStep((int Key, long Time, long Gap)[] Events, long WatermarkAdvance)
{
    public override string ToString() => $"{string.Join(' ', Events)} then W+{WatermarkAdvance}";
}
