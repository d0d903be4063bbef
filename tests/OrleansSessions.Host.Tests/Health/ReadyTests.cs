using System.Net;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Health;

public sealed class ReadyTests
{
    [Fact]
    public async Task Ready_DiskBecomesFull_IsNotReadyUntilThereIsRoomAndStaysAlive()
    {
        using var disk = new SmallDisk(4 * 1024 * 1024);
        await using var service = await ServiceProcess.StartInAsync(disk.Path);
        var ready = await HttpAnswer.GetAsync(service.Http, "/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.Status);
        Assert.Equal(("ready", "ready", "ready", "ready"), (ready["status"], ready["silo"], ready["store"], ready["scanner"]));

        disk.Fill();
        var full = await HttpAnswer.GetAsync(service.Http, "/health/ready");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready"), (full.Status, full["status"]));
        Assert.StartsWith("The store can not be written: ", full["store"], StringComparison.Ordinal);
        Assert.Equal(("ready", "ready"), (full["silo"], full["scanner"]));
        using (var live = await service.Http.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        disk.MakeRoom();
        Assert.Equal(HttpStatusCode.OK, (await HttpAnswer.GetAsync(service.Http, "/health/ready")).Status);
    }

    [Fact]
    public async Task Ready_AskedByManyAtOnce_AllAreAnswered()
    {
        await using var service = new ServiceProcess();
        await service.InitializeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => HttpAnswer.GetAsync(service.Http, "/health/ready")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }
}
