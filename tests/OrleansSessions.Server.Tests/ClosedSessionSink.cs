using System.Collections.Concurrent;

namespace OrleansSessions.Server.Tests;

/// <summary>What the subscriber grains of a test cluster have taken.</summary>
internal sealed class ClosedSessionSink
{
    private readonly ConcurrentQueue<ClosedSession<decimal>> taken = [];
    private readonly ConcurrentDictionary<string, bool> refused = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyCollection<ClosedSession<decimal>> Taken => taken;

    /// <summary>The ids of sessions that were refused.</summary>
    public ICollection<string> Refused => refused.Keys;

    /// <summary>Keys with this prefix are refused the first time, as by a consumer whose database is away.</summary>
    public string RefusedOncePrefix { get; set; } = "\0";

    public void Take(IReadOnlyList<ClosedSession<decimal>> sessions)
    {
        var refusable = sessions.Where(session => session.Key.StartsWith(RefusedOncePrefix, StringComparison.Ordinal)).ToList();
        var isNew = refusable.ConvertAll(session => refused.TryAdd(session.Id, true));
        if (isNew.Contains(true))
        {
            throw new InvalidOperationException("Not now.");
        }

        foreach (var session in sessions)
        {
            taken.Enqueue(session);
        }

        Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public async Task WaitAsync(Func<IReadOnlyCollection<ClosedSession<decimal>>, bool> isEnough, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            if (isEnough(taken))
            {
                return;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        }
    }
}
