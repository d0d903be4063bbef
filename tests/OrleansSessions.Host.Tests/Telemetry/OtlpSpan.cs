namespace OrleansSessions.Host.Tests.Telemetry;

/// <summary>A span as it was received.</summary>
internal sealed record OtlpSpan(string Scope, string Name, string Trace, string Id, string Parent)
{
    public static OtlpSpan Read(OtlpMessage scope, OtlpMessage span) => new(
        scope.All(1).Single().Text(1), span.Text(5), Hex(span, 1), Hex(span, 2), Hex(span, 4));

    private static string Hex(OtlpMessage span, int field) => Convert.ToHexString(span.Bytes(field).Span);
}
