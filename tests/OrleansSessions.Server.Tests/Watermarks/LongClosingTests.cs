using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>A watermark that closes more than a store takes within the time of a call.</summary>
public sealed class LongClosingTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(1);
    private static readonly SessionName<int, long> Name = new("long-closing");

    private readonly HoldingStore store = new();
    private readonly SessionTestClock clock = new();
    private readonly string key = Keys.New();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Watermark_ClosingTakesLongerThanACallMay_AnswersOnceAllIsClosed(bool isCompleted)
    {
        var calls = new GrainCalls(
            typeof(ISessionWatermarkGrain), isCompleted ? nameof(ISessionWatermarkGrain.CompleteAsync) : nameof(ISessionWatermarkGrain.AdvanceAsync));
        await using var silos = await SessionSilos.StartAsync(1, store, clock, sessions =>
        {
            sessions.Services.AddSingleton<IIncomingGrainCallFilter>(calls);
            sessions.Services.Configure<SiloMessagingOptions>(options => options.SystemResponseTimeout = options.ResponseTimeout = TimeSpan.FromSeconds(1));
            sessions.AddSessionizer(Name, SessionAggregators.Count<int>()).Configure(options =>
            {
                options.Gap = Gap;
                options.Clock = SessionClock.EventTime;
            });
        });
        var sessions = SessionSilos.ClientOf(silos.Cluster.Silos[0]).GetSessions(Name);
        var (closing, behind) = (sessions.AsSource("closing"), sessions.AsSource("behind"));
        var result = await closing.AppendAsync([new(key, 1, clock.Now)], TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Accepted);
        if (isCompleted)
        {
            await behind.AdvanceWatermarkAsync(Watermark.At(clock.Now));
            await closing.AdvanceWatermarkAsync(Watermark.At(clock.Now + Gap));
        }

        var before = calls.Count;
        using var held = store.HoldCommitOf(key);
        var answer = isCompleted ? behind.CompleteSourceAsync() : closing.AdvanceWatermarkAsync(Watermark.At(clock.Now + Gap));
        await held.WaitReachedAsync();

        // The second call comes to the grain when the first one has ended there, for want of an answer of the scanner.
        await calls.WaitForAsync(before + 2);
        Assert.False(answer.IsCompleted);
        held.Release();

        Assert.Equal(Watermark.At(clock.Now + Gap), await answer);
        var page = await sessions.ReadClosedPageAsync(SessionCursor.Beginning, 10, TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Equal(key, Assert.Single(page.Items).Key);
    }
}
