using OrleansSessions.Fields;

namespace OrleansSessions.Cluster.Tests;

/// <summary>Reads the log by cursor from its beginning, whatever happens to the silos meanwhile.</summary>
internal sealed class LogReading(ISessionClient<FieldEvent, FieldResult> sessions, ClosedHistory closed)
{
    private const int PageSize = 500;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task RunAsync(CancellationToken stop)
    {
        var cursor = SessionCursor.Beginning;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var page = await sessions.ReadClosedPageAsync(cursor, PageSize, Wait, CancellationToken.None);
                foreach (var session in page.Items)
                {
                    closed.Take(session);
                }

                cursor = page.Next;
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException or SessionException)
            {
                // No silo or no store answers just now.
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
        }
    }
}
