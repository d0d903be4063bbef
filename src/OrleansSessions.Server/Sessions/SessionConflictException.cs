namespace OrleansSessions.Server;

/// <summary>Another activation has taken the key over. Nothing was stored; trying again reaches that activation.</summary>
[GenerateSerializer, Alias("orleanssessions.conflict")]
internal sealed class SessionConflictException(string message) : SessionException(message);
