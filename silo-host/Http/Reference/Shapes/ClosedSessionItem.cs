using System.Text.Json;

namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>A session that has closed and will never change.</summary>
/// <param name="Id">Its identity: upsert on it.</param>
/// <param name="Sessionizer">The sessionizer.</param>
/// <param name="Key">The key.</param>
/// <param name="Start">The time of the first event.</param>
/// <param name="LastEvent">The time of the last event.</param>
/// <param name="End">The last event plus the gap; less where a limit, an end, or the next session cut it short.</param>
/// <param name="Count">The number of events.</param>
/// <param name="Reason">One of Gap, MaxDuration, MaxEvents, MaxState, Ended, Drained, Failed.</param>
/// <param name="Result">The configured aggregates by name, as in sum_bytes.</param>
/// <param name="Error">What failed, when the reason is Failed.</param>
public sealed record ClosedSessionItem(
    string Id, string Sessionizer, string Key, DateTimeOffset Start, DateTimeOffset LastEvent, DateTimeOffset End, long Count, string Reason,
    IReadOnlyDictionary<string, JsonElement>? Result, string? Error = null);
