namespace OrleansSessions.Server;

/// <summary>What an entry of the log is.</summary>
public enum LogKind
{
    /// <summary>A closed session.</summary>
    Closed,

    /// <summary>A late event.</summary>
    Late,
}
