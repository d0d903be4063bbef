using System.Text.Json;

namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>An open session, as it is now.</summary>
/// <param name="Start">The time of the first event.</param>
/// <param name="LastEvent">The time of the last event.</param>
/// <param name="End">When it ends if nothing more comes.</param>
/// <param name="Count">The number of events.</param>
/// <param name="Result">The configured aggregates so far.</param>
/// <param name="Error">What its aggregates failed with.</param>
public sealed record OpenSessionItem(
    DateTimeOffset Start, DateTimeOffset LastEvent, DateTimeOffset End, long Count, IReadOnlyDictionary<string, JsonElement>? Result, string? Error = null);
