using System.Text.Json;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>One of a sessionizer's logs, as pages and as streams.</summary>
/// <param name="Sessionizer">The sessionizer.</param>
/// <param name="Kind">Which log.</param>
/// <param name="ItemName">What an item is called in a stream.</param>
/// <param name="ItemsName">What the items are called in a page.</param>
/// <param name="TimeOf">When an item came on the log, as far as itself tells: by this the newest are found among partitions.</param>
/// <param name="Write">Writes an item, from what the log has of it.</param>
internal sealed record SessionizerLog(
    string Sessionizer,
    LogKind Kind,
    string ItemName,
    string ItemsName,
    Func<ReadOnlyMemory<byte>, DateTimeOffset> TimeOf,
    Action<Utf8JsonWriter, ReadOnlyMemory<byte>> Write);
