namespace OrleansSessions.Server.Tests;

internal static class Keys
{
    /// <summary>A key that no other test uses, so that tests may share a cluster.</summary>
    public static string New() => Guid.NewGuid().ToString("N");
}
