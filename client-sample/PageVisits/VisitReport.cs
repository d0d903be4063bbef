namespace OrleansSessions.ClientSample;

/// <summary>The visits of a silo by their ids: what comes again takes the place of itself. In an application, a table with that key.</summary>
public sealed class VisitReport
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ClosedSession<PageVisit>> visits = [];
    private TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes visits. Grains of several partitions do so at once.</summary>
    public void Take(IEnumerable<ClosedSession<PageVisit>> closed)
    {
        lock (gate)
        {
            foreach (var visit in closed)
            {
                visits[visit.Id] = visit;
            }

            taken.SetResult();
            taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until there are so many visits.</summary>
    /// <returns>All that there are then.</returns>
    public async Task<IReadOnlyCollection<ClosedSession<PageVisit>>> WaitForAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (visits.Count >= count)
                {
                    return [.. visits.Values];
                }

                next = taken.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }
}
