using System.Text.Json;

namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>An event that came too late.</summary>
/// <param name="Sessionizer">The sessionizer.</param>
/// <param name="Key">The key.</param>
/// <param name="Timestamp">Its time.</param>
/// <param name="Watermark">The watermark that it came behind.</param>
/// <param name="Event">Its fields.</param>
public sealed record LateEventItem(
    string Sessionizer, string Key, DateTimeOffset Timestamp, DateTimeOffset Watermark, IReadOnlyDictionary<string, JsonElement> Event);
