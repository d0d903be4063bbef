using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OrleansSessions.Host.Remote;

/// <summary>Closed sessions or late events of a sessionizer of a running host.</summary>
/// <param name="host">The host.</param>
/// <param name="sessionizer">The sessionizer.</param>
/// <param name="isLate">Late events instead of closed sessions.</param>
/// <param name="after">The cursor to begin after; empty for the oldest, <c>end</c> for what is still to come.</param>
/// <param name="key">Only what is of this key; null for all keys.</param>
internal sealed class RemoteLog(RemoteHost host, string sessionizer, bool isLate, string after, string? key = null)
{
    private const int PageSize = 1_000;
    private const int WaitSeconds = 15;
    private const int MaxNewest = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>After all that was read.</summary>
    public string Cursor { get; private set; } = after;

    /// <summary>Pages of items, valid until the next page is asked for, without end, or until there are no more.</summary>
    /// <param name="isEndless">Whether to wait for more.</param>
    /// <param name="onLost">Told when the host is lost after it has answered once; it is then asked again.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<IReadOnlyList<JsonElement>> ReadAsync(
        bool isEndless, Action<string> onLost, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hasAnswered = false;
        var isLost = false;
        while (true)
        {
            using var page = await TryReadPageAsync(hasAnswered && isEndless && !isLost ? WaitSeconds : 0, hasAnswered, problem =>
            {
                if (!isLost)
                {
                    onLost(problem);
                }
            }, cancellationToken);
            isLost = page is null;
            if (page is null)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
                continue;
            }

            hasAnswered = true;
            var before = Cursor;
            Cursor = page.RootElement.GetProperty("next").GetString()!;
            var items = ItemsOf(page);
            if (items.Count > 0)
            {
                yield return items;
            }
            else if (!isEndless && Cursor == before)
            {
                // A page of one key may be empty before the end.
                yield break;
            }
        }
    }

    /// <summary>The newest items, the newest first, which the host looks for from the end of the log.</summary>
    /// <param name="count">The most items; more than the host gives at once are not asked for.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The items, and whether there are so many, or no older ones: the host does not look far behind those of other keys.</returns>
    public async Task<(IReadOnlyList<JsonElement> Items, bool IsComplete)> ReadNewestAsync(int count, CancellationToken cancellationToken)
    {
        using var page = await host.GetAsync(AddressOf($"newest=true&limit={Math.Min(count, MaxNewest)}"), cancellationToken);
        IReadOnlyList<JsonElement> items = [.. ItemsOf(page).Select(item => item.Clone())];
        return (items, items.Count == count || (items.Count < MaxNewest && page.RootElement.GetProperty("complete").GetBoolean()));
    }

    private IReadOnlyList<JsonElement> ItemsOf(JsonDocument page) =>
        [.. page.RootElement.GetProperty(isLate ? "events" : "sessions").EnumerateArray()];

    private string AddressOf(FormattableString query) =>
        $"sessionizers/{Uri.EscapeDataString(sessionizer)}/{(isLate ? "late" : "closed")}?after={Uri.EscapeDataString(Cursor)}"
        + (key is null ? "" : $"&key={Uri.EscapeDataString(key)}") + "&" + FormattableString.Invariant(query);

    private async Task<JsonDocument?> TryReadPageAsync(int wait, bool isPatient, Action<string> onLost, CancellationToken cancellationToken)
    {
        try
        {
            return await host.GetAsync(AddressOf($"limit={PageSize}&wait={wait}"), cancellationToken);
        }
        catch (RemoteHostUnavailableException exception) when (isPatient)
        {
            onLost(exception.Message);
            return null;
        }
    }
}
