using OrleansSessions.Fields;

namespace OrleansSessions.Host.Http;

/// <summary>Waits for closed sessions in short steps: a call that waits for long on a silo would keep it from stopping.</summary>
internal static class PatientReader
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>A page after the cursor; empty when nothing came within the wait.</summary>
    public static async Task<LogPage<ClosedSession<FieldResult>>> ReadAsync(
        this ISessionClient<FieldEvent, FieldResult> client, SessionCursor after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = wait < Step ? wait : Step;
            var page = await client.ReadClosedPageAsync(after, limit, step, cancellationToken);
            wait -= step;
            if (page.Items.Count > 0 || wait <= TimeSpan.Zero)
            {
                return page;
            }

            after = page.Next;
        }
    }
}
