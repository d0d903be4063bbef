using System.Globalization;
using OrleansSessions.Fields;

namespace OrleansSessions.ClientSample;

/// <summary>Prints visits as they end. A visit may be delivered again, with the same id: it is printed once.</summary>
internal sealed class VisitPrinter(TextWriter output)
{
    // Delivery takes a fraction of a second; what has not come after this long is not coming.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly HashSet<string> ids = [];
    private TaskCompletionSource printed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Printed
    {
        get
        {
            lock (gate)
            {
                return ids.Count;
            }
        }
    }

    public Task PrintAsync(ClosedSession<FieldResult> visit)
    {
        lock (gate)
        {
            if (ids.Add(visit.Id))
            {
                output.WriteLine(ToText(visit));
            }

            printed.TrySetResult();
            printed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Task.CompletedTask;
    }

    public async Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            while (true)
            {
                Task next;
                lock (gate)
                {
                    if (ids.Count >= count)
                    {
                        return;
                    }

                    next = printed.Task;
                }

                await next.WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync($"{count - Printed} visits have not come over the stream; the log has them.");
        }
    }

    private static string ToText(ClosedSession<FieldResult> visit)
    {
        var result = visit.Result?.Aggregates.ToDictionary(aggregate => aggregate.Name, aggregate => aggregate.Value);
        var bytes = result?.GetValueOrDefault("sum_bytes").Number ?? 0;
        var lastPath = result?.GetValueOrDefault("last_path").Text;
        var requests = visit.Count == 1 ? "request" : "requests";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{visit.Start:yyyy-MM-dd HH:mm:ss} to {visit.LastEvent:HH:mm:ss}  {visit.Key}  {visit.Count} {requests}, {bytes:N0} bytes, last {lastPath}");
    }
}
