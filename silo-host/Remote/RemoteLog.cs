using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OrleansSessions.Host.Remote;

/// <summary>Closed sessions or late events of a sessionizer of a running host.</summary>
/// <param name="host">The host.</param>
/// <param name="sessionizer">The sessionizer.</param>
/// <param name="isLate">Late events instead of closed sessions.</param>
/// <param name="after">The cursor to begin after; empty for the oldest, <c>end</c> for what is still to come.</param>
internal sealed class RemoteLog(RemoteHost host, string sessionizer, bool isLate, string after)
{
    private const int PageSize = 1_000;
    private const int WaitSeconds = 15;

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
            Cursor = page.RootElement.GetProperty("next").GetString()!;
            IReadOnlyList<JsonElement> items = [.. page.RootElement.GetProperty(isLate ? "events" : "sessions").EnumerateArray()];
            if (items.Count > 0)
            {
                yield return items;
            }
            else if (!isEndless)
            {
                yield break;
            }
        }
    }

    private async Task<JsonDocument?> TryReadPageAsync(int wait, bool isPatient, Action<string> onLost, CancellationToken cancellationToken)
    {
        try
        {
            return await host.GetAsync(
                FormattableString.Invariant($"sessionizers/{Uri.EscapeDataString(sessionizer)}/{(isLate ? "late" : "closed")}?after={Uri.EscapeDataString(Cursor)}&limit={PageSize}&wait={wait}"),
                cancellationToken);
        }
        catch (RemoteHostUnavailableException exception) when (isPatient)
        {
            onLost(exception.Message);
            return null;
        }
    }
}
