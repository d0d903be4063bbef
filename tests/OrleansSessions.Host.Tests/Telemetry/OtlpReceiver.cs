using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansSessions.Host.Tests.Telemetry;

/// <summary>Receives OTLP as http/protobuf, on loopback.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Dictionary<string, string>> resources = [];
    private readonly ConcurrentQueue<OtlpMetric> metrics = [];
    private readonly ConcurrentQueue<OtlpSpan> spans = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtlpReceiver(WebApplication app) => this.app = app;

    public IReadOnlyCollection<Dictionary<string, string>> Resources => resources;

    public IReadOnlyCollection<OtlpMetric> Metrics => metrics;

    public IReadOnlyCollection<OtlpSpan> Spans => spans;

    /// <summary>The trace of the append that came first; empty when none has.</summary>
    public IReadOnlyList<OtlpSpan> FindAppendTrace()
    {
        var append = spans.FirstOrDefault(span => span is { Scope: "OrleansSessions", Name: "append" });
        return [.. spans.Where(span => span.Trace == append?.Trace)];
    }

    /// <summary>The environment of a process that is to send everything here, and often.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.UseRouting();
        receiver.app.MapPost("/v1/metrics", context => receiver.TakeAsync(context, 2, (scope, metric) => receiver.metrics.Enqueue(OtlpMetric.Read(scope, metric))));
        receiver.app.MapPost("/v1/traces", context => receiver.TakeAsync(context, 2, (scope, span) => receiver.spans.Enqueue(OtlpSpan.Read(scope, span))));
        receiver.app.MapPost("/v1/logs", context => receiver.TakeAsync(context, 2, (_, _) => { }));
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Waits until enough has been received.</summary>
    public async Task WaitAsync(Func<OtlpReceiver, bool> isEnough)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, patience.Token);
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            if (isEnough(this))
            {
                return;
            }

            try
            {
                await next.WaitAsync(waiting.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException(
                    $"What was sought did not come, only metrics {string.Join(' ', metrics.Select(metric => metric.Name).Distinct())} and spans {string.Join(' ', spans.Select(span => $"{span.Scope}/{span.Name}").Distinct())}.", exception);
            }
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    // Requests of all three kinds have the same form: resources, in them scopes, in them what is measured.
    private async Task TakeAsync(HttpContext context, int field, Action<OtlpMessage, OtlpMessage> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        foreach (var resource in OtlpMessage.Parse(body.ToArray()).All(1))
        {
            resources.Enqueue(resource.All(1).Single().Attributes(1));
            foreach (var scope in resource.All(2))
            {
                foreach (var item in scope.All(field))
                {
                    take(scope, item);
                }
            }
        }

        context.Response.ContentType = "application/x-protobuf";
        Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
