namespace OrleansSessions.Upgrade.Tests;

public enum SiloEnd
{
    Stopped,
    Killed,
}
