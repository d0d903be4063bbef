namespace OrleansSessions.Server;

/// <summary>The names of the tags of the instruments. Each has few values: no key, no source, no event is one.</summary>
internal static class MetricTags
{
    public const string Sessionizer = "sessionizer";
    public const string Reason = "reason";
    public const string Log = "log";
    public const string Partition = "partition";
    public const string ErrorType = "error.type";
}
