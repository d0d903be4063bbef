using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Telemetry;

/// <summary>The service as it sends what it measures to a receiver, while it takes events and sessions close.</summary>
public sealed class ExportedRun : IAsyncLifetime
{
    private readonly DataFolder folder = new();
    private OtlpReceiver? receiver;
    private ServiceProcess? service;

    internal OtlpReceiver Receiver => receiver ?? throw new InvalidOperationException("The run has not started.");

    public async ValueTask InitializeAsync()
    {
        receiver = await OtlpReceiver.StartAsync();
        service = await ServiceProcess.StartInAsync(folder, new Dictionary<string, string>(receiver.Environment)
        {
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=tests",
        });
        using (await service.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            var answer = await HttpAnswer.PostAsync(service.Http, "fast", """{"key":"a","n":1}""", """{"key":"b","n":2}""");
            Assert.Equal("2", answer["accepted"]);
        }

        // Two sessions close a second later.
        await receiver.WaitAsync(received =>
            received.Metrics.Any(metric => metric.Name == "orleans_sessions.sessions.closing_delay")
            // What ends last of a request's trace: the request, and the commit, which ends after those who wait for it are told.
            && received.FindAppendTrace() is var trace
            && trace.Any(span => span.Name == "commit")
            && trace.Any(span => span.Scope == "Microsoft.AspNetCore"));
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            await service.DisposeAsync();
        }

        if (receiver is not null)
        {
            await receiver.DisposeAsync();
        }

        folder.Dispose();
    }
}
