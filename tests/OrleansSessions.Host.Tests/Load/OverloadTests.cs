using System.Diagnostics;
using System.Globalization;
using System.Net;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Load;

/// <summary>
/// Ten times the events that the service can take. <c>OVERLOAD_SECONDS</c> sets for how long: 5 by default, 60 in the long form.
/// </summary>
public sealed class OverloadTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int EventsPerBody = 1_000;
    private const int Keys = 500;
    private const int Times = 10;
    // More than it takes at once, so that it is never without work.
    private const int Callers = 128;
    private const int MaxOutstanding = 1_000;

    private static readonly int Seconds = TestSize.Of("OVERLOAD_SECONDS", 5);
    private static readonly TimeSpan Refused = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Calibration = TimeSpan.FromSeconds(Math.Min(10, Math.Max(2, Seconds / 3)));

    private readonly ServiceProcess service = new LoadedService();

    public ValueTask InitializeAsync() => service.InitializeAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Post_TenTimesWhatCanBeTaken_KeepsWhatIsAcknowledgedWithinBoundedMemory()
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = MaxOutstanding }) { BaseAddress = service.Http.BaseAddress, Timeout = TimeSpan.FromSeconds(60) };
        var sender = new LoadSender(http, "overloaded/events", EventsPerBody, Keys);
        var capacity = await MeasureCapacityAsync(sender);
        await using var memory = new ProcessMemory(service.ProcessId);
        var (before, acceptedBefore, sentBefore) = (memory.Mebibytes, sender.Accepted, sender.Sent);

        var started = Stopwatch.GetTimestamp();
        var (offered, outstanding) = await OfferAsync(sender, capacity * Times / EventsPerBody);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var (accepted, sent) = (sender.Accepted - acceptedBefore, sender.Sent - sentBefore);
        var recovered = Stopwatch.GetTimestamp();
        await AnswersNormallyAsync();
        var recovery = Stopwatch.GetElapsedTime(recovered);
        await Task.WhenAll(outstanding);

        var peak = memory.PeakMebibytes;
        var stored = await CountStoredAsync();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Capacity {capacity:N0} events/s. For {elapsed.TotalSeconds:N0} s {offered * (double)EventsPerBody / elapsed.TotalSeconds:N0} events/s were due, {sent * (double)EventsPerBody / elapsed.TotalSeconds:N0} offered and {accepted / elapsed.TotalSeconds:N0} accepted; {sender.Refused:N0} of {sender.Sent:N0} requests were answered 429. "
            + $"Acknowledged {sender.Accepted:N0}, unknown {sender.Unknown:N0}, stored {stored:N0}. Normal after {recovery.TotalMilliseconds:N0} ms. Memory: {before} MiB before, {peak} MiB at most."));
        Assert.InRange(stored, sender.Accepted, sender.Accepted + sender.Unknown);
        Assert.InRange(recovery.TotalSeconds, 0, 10);
        Assert.InRange(peak, 0, 1_500);
        Assert.NotEqual(0, sender.Refused);
    }

    // By callers that heed the answer; the first half of the time is for the host to become warm.
    private static async Task<double> MeasureCapacityAsync(LoadSender sender)
    {
        var started = Stopwatch.GetTimestamp();
        var calling = Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(started) < Calibration)
            {
                if (!await sender.SendAsync())
                {
                    await Task.Delay(Refused, TimeProvider.System);
                }
            }
        }));
        await Task.Delay(Calibration / 2, TimeProvider.System);
        var (half, before) = (Stopwatch.GetTimestamp(), sender.Accepted);
        await calling;
        return (sender.Accepted - before) / Stopwatch.GetElapsedTime(half).TotalSeconds;
    }

    // By the clock, whether the requests before are answered or not.
    private static async Task<(long Due, List<Task> Outstanding)> OfferAsync(LoadSender sender, double requestsPerSecond)
    {
        var outstanding = new List<Task>();
        var (started, due, given) = (Stopwatch.GetTimestamp(), 0L, 0L);
        while (Stopwatch.GetElapsedTime(started).TotalSeconds is var seconds && seconds < Seconds)
        {
            due = (long)(requestsPerSecond * seconds);
            outstanding.RemoveAll(task => task.IsCompletedSuccessfully);
            for (; given < due && outstanding.Count < MaxOutstanding; given++)
            {
                outstanding.Add(sender.SendAsync());
            }

            // What a sender with so many connections could not send now is not made up for.
            given = due;
            await Task.Delay(Step, TimeProvider.System);
        }

        return (due, outstanding);
    }

    private async Task AnswersNormallyAsync()
    {
        while ((await HttpAnswer.PostAsync(service.Http, "fast", """{"key":"after"}""")).Status != HttpStatusCode.OK)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task<long> CountStoredAsync()
    {
        var stored = 0L;
        for (var key = 0; key < Keys; key++)
        {
            var open = await HttpAnswer.GetAsync(service.Http, $"overloaded/sessions/k{key}");
            stored += open.Body.GetProperty("open").EnumerateArray().Sum(session => session.GetProperty("count").GetInt64());
        }

        return stored;
    }
}
