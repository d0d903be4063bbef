using OrleansSessions.Testing;

namespace OrleansSessions.PostgreSql.Tests;

public sealed class PostgreSqlStoreConformanceTests
{
    private static readonly PostgreSqlStoreHarness Harness = new();

    public static TheoryData<string> Checks => [.. SessionStoreConformance.NamesFor(Harness.Capabilities)];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task PostgreSqlStore_Keeps(string check) =>
        SessionStoreConformance.Get(check).RunAsync(Harness, TestContext.Current.CancellationToken);

    [Fact]
    public void All_LeftOut_None() => Assert.Equal(SessionStoreConformance.All.Count, Checks.Count);
}
