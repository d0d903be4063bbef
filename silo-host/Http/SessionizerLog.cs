using System.Text.Json;

namespace OrleansSessions.Host.Http;

/// <summary>One of a sessionizer's logs, as pages and as a stream.</summary>
/// <param name="ItemName">What an item is called in a stream.</param>
/// <param name="ItemsName">What the items are called in a page.</param>
/// <param name="Read">Reads a page after a cursor, waiting for so long when there is nothing yet.</param>
/// <param name="Write">Writes an item.</param>
internal sealed record SessionizerLog<T>(
    string ItemName,
    string ItemsName,
    Func<SessionCursor, int, TimeSpan, CancellationToken, Task<LogPage<T>>> Read,
    Action<Utf8JsonWriter, T> Write)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>A page after the cursor; empty when nothing came within the wait.</summary>
    public async Task<LogPage<T>> ReadPatientlyAsync(SessionCursor after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // In short steps: a call that waits for long on a silo would keep it from stopping.
            var step = wait < Step ? wait : Step;
            var page = await Read(after, limit, step, cancellationToken);
            wait -= step;
            if (page.Items.Count > 0 || wait <= TimeSpan.Zero)
            {
                return page;
            }

            after = page.Next;
        }
    }
}
