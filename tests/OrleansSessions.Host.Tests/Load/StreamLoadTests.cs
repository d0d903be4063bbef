using System.Diagnostics;
using System.Globalization;
using System.Text;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Tests.Load;

/// <summary>
/// Many readers of streams, each of one key or of one partition, and a slow one of everything. <c>STREAM_READERS</c> sets how many
/// (100 by default, 1,000 in the long form), <c>STREAM_RATE</c> how many frames a second in total (10,000; 50,000), and
/// <c>STREAM_SECONDS</c> for how long (5; 60).
/// </summary>
public sealed class StreamLoadTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Partitions = 16;
    private const int Keys = 1_000;

    private static readonly int Readers = TestSize.Of("STREAM_READERS", 100);
    private static readonly int Rate = TestSize.Of("STREAM_RATE", 10_000);
    private static readonly int Seconds = TestSize.Of("STREAM_SECONDS", 5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ServiceProcess service = new LoadedService();

    public ValueTask InitializeAsync() => service.InitializeAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Stream_ManyReadersAndASlowOne_NoneMissesASessionAndMemoryStaysBounded()
    {
        var keysOf = Enumerable.Range(0, Keys).ToLookup(key => new SessionKey("streamed", $"k{key}").GetPartition(Partitions));
        var followed = Enumerable.Range(0, Readers).Select(i => i % 2 == 0
            ? (Path: $"streamed/closed?key=k{i / 2 % Keys}", Keys: (IReadOnlyCollection<int>)[i / 2 % Keys])
            : (Path: $"streamed/closed?partition={i / 2 % Partitions}", Keys: [.. keysOf[i / 2 % Partitions]])).ToList();
        var framesPerRound = followed.Sum(reader => reader.Keys.Count);
        var rounds = Math.Max(2, (int)((long)Rate * Seconds / framesPerRound));
        var seen = new StreamedSessions(rounds);
        var slowSeen = new StreamedSessions(rounds);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers + 10 }) { BaseAddress = service.Http.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        using var slowness = new CancellationTokenSource();
        await using var memory = new ProcessMemory(service.ProcessId);
        var readers = followed.Select(reader => new LoadReader(http, reader.Path, reader.Keys, rounds, seen)).ToList();
        var slow = new LoadReader(http, "streamed/closed", [.. Enumerable.Range(0, Keys)], rounds, slowSeen);
        var reading = readers.Select(reader => reader.RunAsync(null, default, limit.Token)).ToList();
        var readingSlowly = slow.RunAsync(TimeSpan.FromMilliseconds(100), slowness.Token, limit.Token);
        await PostAsync(0, seen);

        var before = memory.Mebibytes;
        var started = Stopwatch.GetTimestamp();
        for (var round = 1; round < rounds; round++)
        {
            var due = TimeSpan.FromSeconds((double)framesPerRound * round / Rate) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, TimeProvider.System, limit.Token);
            }

            await PostAsync(round, seen);
        }

        await Task.WhenAll(reading);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var peak = memory.PeakMebibytes;
        Assert.False(readingSlowly.IsCompleted && rounds > 20, "The slow reader was not slow.");
        await slowness.CancelAsync();
        await readingSlowly;

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Readers} readers, {seen.Frames:N0} frames in {elapsed.TotalSeconds:N1} s: {(seen.Frames - framesPerRound) / elapsed.TotalSeconds:N0} a second; {seen.Again:N0} came again; {readers.Sum(reader => reader.Returns)} returns. "
            + $"Delay from the watermark: median {seen.Percentile(50):N0} ms, 99 % within {seen.Percentile(99):N0} ms. "
            + $"The slow reader: {slowSeen.Frames:N0} frames, {slowSeen.Again:N0} again, {slow.Returns} returns. Memory: {before} MiB before, {peak} MiB at most."));
        Assert.Equal((long)framesPerRound * rounds, seen.Frames);
        Assert.Equal((long)Keys * rounds, slowSeen.Frames);
        Assert.InRange(peak - before, long.MinValue, 600);
    }

    // A round's events come a day after those of the round before, and the watermark behind them: so one session a key closes.
    private async Task PostAsync(int round, StreamedSessions seen)
    {
        var time = DateTimeOffset.UnixEpoch.AddDays(round);
        var lines = new StringBuilder();
        for (var key = 0; key < Keys; key++)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{{\"key\":\"k{key}\",\"timestamp\":\"{time:O}\",\"n\":{round}}}\n");
        }

        var answer = await HttpAnswer.PostAsync(service.Http, "streamed", lines.ToString());
        Assert.Equal("1000", answer["accepted"]);
        seen.BeginRound(round);
        using var content = new StringContent($"{{\"watermark\":\"{time.AddHours(12):O}\"}}");
        using var moved = await service.Http.PostAsync(new Uri("streamed/watermark", UriKind.Relative), content);
        moved.EnsureSuccessStatusCode();
    }
}
