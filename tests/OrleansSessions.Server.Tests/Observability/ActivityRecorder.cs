using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansSessions.Server.Tests;

/// <summary>Listens to all activities that matter here, and keeps those that have ended.</summary>
internal sealed class ActivityRecorder : IDisposable
{
    public const string TestSource = "OrleansSessions.Server.Tests";

    private static readonly ActivitySource Source = new(TestSource);

    private readonly ConcurrentQueue<Activity> ended = [];
    private readonly ActivityListener listener;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ActivityRecorder()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is SessionsTelemetry.ActivitySourceName or TestSource
                || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                // Of the others only so that activities go on within them: there are very many.
                if (activity.Source.Name != SessionsTelemetry.ActivitySourceName)
                {
                    return;
                }

                ended.Enqueue(activity);
                Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Starts an activity as a caller has one.</summary>
    public static Activity StartCaller() => Source.StartActivity("caller")!;

    /// <summary>Waits until an activity of this name has ended that a test looks for.</summary>
    public async Task<Activity> WaitAsync(string name, Func<Activity, bool> isSought)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, patience.Token);
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            if (ended.FirstOrDefault(activity => activity.OperationName == name && isSought(activity)) is { } found)
            {
                return found;
            }

            try
            {
                await next.WaitAsync(waiting.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException(
                    $"No such '{name}' has ended, only {string.Join("; ", ended.Select(activity => $"{activity.OperationName} {activity.TraceId} in {activity.ParentSpanId}"))}.",
                    exception);
            }
        }
    }

    public void Dispose() => listener.Dispose();
}
