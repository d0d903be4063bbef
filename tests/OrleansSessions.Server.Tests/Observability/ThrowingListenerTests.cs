using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansSessions.Server.Tests;

public sealed class ThrowingListenerTests
{
    [Fact]
    public async Task Commit_ListenerThrows_IsStoredAndAnsweredAndTheNextOnesToo()
    {
        var services = new ServiceCollection();
        services.AddSessionTelemetry();
        await using var provider = services.BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        var thrown = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Throw());
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Throw());
        listener.Start();
        var store = new ByteStore();
        await using var committer = new GroupCommitter(
            store, provider.GetRequiredService<CommitTelemetry>(), NullLogger<GroupCommitter>.Instance);
        committer.Start();

        var versions = new[] { await committer.CommitAsync(Commit("a")), await committer.CommitAsync(Commit("b")) };

        Assert.All(versions, version => Assert.InRange(version, 1, long.MaxValue));
        Assert.Equal(4, Volatile.Read(ref thrown));

        void Throw()
        {
            Interlocked.Increment(ref thrown);
            throw new InvalidOperationException("A listener's fault.");
        }

        SessionCommit Commit(string key) => new()
        {
            Key = new SessionKey("observed", key),
            Partition = 0,
            ExpectedVersion = 0,
            State = new byte[] { 1 },
            DeadlineTicks = 1,
            Log = [],
        };
    }
}
