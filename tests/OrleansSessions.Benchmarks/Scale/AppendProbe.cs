using System.Diagnostics;

namespace OrleansSessions.Benchmarks.Scale;

/// <summary>
/// Appends an event every millisecond to keys of its own, and measures how long each takes from the time that it was due: who waits
/// for one does not keep the next from being counted.
/// </summary>
internal sealed class AppendProbe(ISessionClient<long, decimal> sessions, DateTimeOffset time)
{
    private const int Keys = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);

    private readonly List<Task<double>> appends = [];
    private double[] milliseconds = [];

    /// <summary>Appends until something else is done.</summary>
    public async Task RunAsync(Task until)
    {
        var began = Stopwatch.GetTimestamp();
        do
        {
            while (appends.Count * Interval <= Stopwatch.GetElapsedTime(began))
            {
                appends.Add(AppendAsync($"probe-{appends.Count % Keys}", began, appends.Count * Interval));
            }

            await Task.Delay(Interval, TimeProvider.System);
        }
        while (!until.IsCompleted);

        milliseconds = [.. (await Task.WhenAll(appends)).Order()];
    }

    public double At(double share) => milliseconds[(int)((milliseconds.Length - 1) * share)];

    private async Task<double> AppendAsync(string key, long began, TimeSpan due)
    {
        var result = await sessions.AppendAsync([new SessionEvent<long>(key, 1, time)]);
        return result.Accepted == 1
            ? (Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds
            : throw new InvalidOperationException($"An append to '{key}' was not accepted: {result.Problems[0].Reason}");
    }
}
