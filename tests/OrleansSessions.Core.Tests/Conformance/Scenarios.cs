using System.Text.Json;

namespace OrleansSessions.Core.Tests;

internal static class Scenarios
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static IReadOnlyList<Scenario> All { get; } = JsonSerializer.Deserialize<Scenario[]>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Conformance", "scenarios.json")), Format)!;
}
