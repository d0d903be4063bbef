using System.Globalization;

namespace OrleansSessions.Servers;

/// <summary>Where a silo is found on the loopback address.</summary>
public sealed record SiloPorts(int Silo, int Gateway)
{
    public static SiloPorts FindFree() => new(FreePort.Find(), FreePort.Find());

    public string[] ToArguments(SiloPorts primary) =>
        [.. new[] { Silo, Gateway, primary.Silo }.Select(port => port.ToString(CultureInfo.InvariantCulture))];
}
