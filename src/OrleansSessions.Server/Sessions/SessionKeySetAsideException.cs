namespace OrleansSessions.Server;

/// <summary>The key's stored state can not be read by this silo. Nothing was changed; other keys are not affected.</summary>
[GenerateSerializer, Alias("orleanssessions.setaside")]
internal sealed class SessionKeySetAsideException(string message, Exception? cause) : SessionException(message, cause!);
