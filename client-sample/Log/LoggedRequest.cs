namespace OrleansSessions.ClientSample;

/// <summary>A request to a web server, as its log has it.</summary>
/// <param name="Line">The line of the log, from 1.</param>
/// <param name="Visitor">Who made it.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Path">What was asked for.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Bytes">The bytes of the answer.</param>
internal sealed record LoggedRequest(long Line, string Visitor, DateTimeOffset Time, string Path, int Status, long Bytes);
