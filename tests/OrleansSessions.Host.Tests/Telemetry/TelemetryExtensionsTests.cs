using Microsoft.AspNetCore.Builder;
using OrleansSessions.Host.Telemetry;

namespace OrleansSessions.Host.Tests.Telemetry;

public sealed class TelemetryExtensionsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(false, "--OTEL_EXPORTER_OTLP_ENDPOINT=")]
    [InlineData(false, "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1", "--OTEL_SDK_DISABLED=true")]
    [InlineData(true, "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1")]
    [InlineData(true, "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1", "--OTEL_SDK_DISABLED=false")]
    public void AddTelemetry_Settings_AddsSomethingOnlyWhereAnEndpointIsSet(bool isAdded, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        var before = builder.Services.Count;

        builder.AddTelemetry();

        Assert.Equal(isAdded, builder.Services.Count > before);
        Assert.Equal(isAdded, builder.Services.Any(service => service.ServiceType.FullName!.StartsWith("OpenTelemetry", StringComparison.Ordinal)));
    }
}
