using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using OrleansSessions.Host.Health;

namespace OrleansSessions.Host.Tests.Health;

public sealed class ScannerHealthCheckTests
{
    private static readonly SiloAddress Silo = SiloAddress.New(System.Net.IPAddress.Loopback, 1, 1);

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScannerHealthCheck check;

    public ScannerHealthCheckTests() => check = new ScannerHealthCheck(clock);

    [Fact]
    public async Task Check_NothingScheduledYet_IsUnhealthy() =>
        Assert.Equal("The scanner has not started.", await FindProblemAsync());

    [Theory]
    [InlineData(20, 0, true)]
    [InlineData(20, 79, true)]
    [InlineData(20, 80, true)]
    [InlineData(20, 81, false)]
    [InlineData(1, 31, true)]
    [InlineData(1, 32, false)]
    public async Task Check_TimeSinceTheLastScan_IsHealthyForThreeIntervalsPastTheNextAndHalfAMinuteAtLeast(
        int interval, int seconds, bool isHealthy)
    {
        Schedule("visits", interval);
        clock.Advance(TimeSpan.FromSeconds(seconds));

        var problem = await FindProblemAsync();

        Assert.Equal(isHealthy, problem is null);
        Assert.True(isHealthy || problem!.StartsWith("Sessionizer 'visits': a scan is overdue by ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_ScansGoOn_StaysHealthyAlsoWhenADeadlineCutsOneShort()
    {
        Schedule("visits", 60);
        clock.Advance(TimeSpan.FromSeconds(60));
        Schedule("visits", 1);
        clock.Advance(TimeSpan.FromSeconds(150));
        Assert.Null(await FindProblemAsync());

        Schedule("visits", 60);
        clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Null(await FindProblemAsync());
    }

    [Fact]
    public async Task Check_OneOfTwoHasStopped_NamesIt()
    {
        Schedule("visits", 10);
        Schedule("activity", 10);
        check.OnStopped(Silo, "visits");

        Assert.Equal("Sessionizer 'visits' is not scanned any more.", await FindProblemAsync());
    }

    private void Schedule(string sessionizer, int seconds) =>
        check.OnScheduled(Silo, sessionizer, clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));

    private async Task<string?> FindProblemAsync()
    {
        var result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        return result.Status == HealthStatus.Healthy ? null : result.Description;
    }
}
