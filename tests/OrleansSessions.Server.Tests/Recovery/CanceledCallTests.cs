using Microsoft.Extensions.DependencyInjection;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Calls of the scanner that are canceled although no silo stops, as Orleans does with one that found no silo in time.</summary>
public sealed class CanceledCallTests : IIncomingGrainCallFilter
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(1);
    private static readonly SessionName<int, long> Name = new("canceled");

    private int canceled;

    [Theory]
    [InlineData(SessionClock.Arrival)]
    [InlineData(SessionClock.EventTime)]
    public async Task Scan_CallsAreCanceled_GoesOn(SessionClock time)
    {
        await using var silos = await SessionSilos.StartAsync(1, sessions =>
        {
            sessions.Services.AddSingleton<IIncomingGrainCallFilter>(this);
            sessions.AddSessionizer(Name, SessionAggregators.Count<int>()).Configure(options => (options.Gap, options.Clock) = (Gap, time));
        });
        var sessions = silos.GetSessions(Name);
        var start = silos.Clock.Now;
        await silos.Clock.AdvanceAsync(Gap);
        Assert.NotEqual(0, Volatile.Read(ref canceled));
        await sessions.AppendAsync([new("k", 1, start)], TestContext.Current.CancellationToken);
        await sessions.AppendAsync([new("other", 1, start + (Gap * 10))], TestContext.Current.CancellationToken);

        Volatile.Write(ref canceled, int.MinValue);
        await silos.Clock.AdvanceAsync(Gap * 1.25);

        Assert.Contains("k", (await new ClosedSessionCollector<int, long>(sessions).CollectAsync()).Select(session => session.Key));
    }

    Task IIncomingGrainCallFilter.Invoke(IIncomingGrainCallContext context)
    {
        var isScanners = context.InterfaceMethod.DeclaringType == typeof(ISessionRecoveryGrain)
            || context.InterfaceMethod.DeclaringType == typeof(IWatermarkReports);
        return isScanners && Interlocked.Increment(ref canceled) > 0
            ? throw new OperationCanceledException("Message expired before placement could complete.")
            : context.Invoke();
    }
}
