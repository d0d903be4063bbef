namespace OrleansSessions.Server;

/// <summary>What is open of a key: the start of its oldest session and the number of events of its largest; zeros for none.</summary>
internal readonly record struct OpenSummary(long StartTicks, long Count, int Sessions);
