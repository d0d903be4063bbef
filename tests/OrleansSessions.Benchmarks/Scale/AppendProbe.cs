using System.Diagnostics;

namespace OrleansSessions.Benchmarks.Scale;

/// <summary>One caller that appends an event at a time to keys of its own, and how long each takes.</summary>
internal sealed class AppendProbe(ISessionClient<long, decimal> sessions, DateTimeOffset time)
{
    private const int Keys = 100;

    private readonly List<double> milliseconds = [];

    /// <summary>Appends until something else is done.</summary>
    public async Task RunAsync(Task until)
    {
        do
        {
            var sent = Stopwatch.GetTimestamp();
            await sessions.AppendAsync([new SessionEvent<long>($"probe-{milliseconds.Count % Keys}", 1, time)]);
            milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
        while (!until.IsCompleted);
    }

    public double At(double share) => milliseconds.Order().ElementAt((int)((milliseconds.Count - 1) * share));
}
