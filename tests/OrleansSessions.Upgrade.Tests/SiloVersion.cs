namespace OrleansSessions.Upgrade.Tests;

public enum SiloVersion
{
    Before,
    After,
}
