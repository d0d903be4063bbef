namespace OrleansSessions.Host.Commands;

internal static class ExitCodes
{
    public const int Success = 0;

    public const int Failure = 1;

    public const int WrongUsage = 2;

    public const string Help = "Exit codes: 0 it was done, 1 it could not be done (the reason is on standard error), 2 wrong usage.";
}
