using System.Globalization;

namespace OrleansSessions.Host.Replay;

/// <summary>What a replay has done so far.</summary>
internal sealed class ReplaySummary
{
    public long Events { get; set; }

    public long Sessions { get; set; }

    public long Late { get; set; }

    public long Duplicates { get; set; }

    public long Bad { get; set; }

    public string ToText(TimeSpan elapsed)
    {
        var rate = Events / Math.Max(elapsed.TotalSeconds, 0.001);
        var bad = Bad > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Bad:N0} bad lines") : string.Empty;
        var duplicates = Duplicates > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Duplicates:N0} duplicates") : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Events:N0} events, {Sessions:N0} sessions, {Late:N0} late{duplicates}{bad} in {elapsed.TotalSeconds:N1} s ({rate:N0} events/s)");
    }
}
