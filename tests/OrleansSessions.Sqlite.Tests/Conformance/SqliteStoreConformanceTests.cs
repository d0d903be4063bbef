using OrleansSessions.Testing;

namespace OrleansSessions.Sqlite.Tests;

public sealed class SqliteStoreConformanceTests
{
    private static readonly SqliteStoreHarness Harness = new();

    public static TheoryData<string> Checks => [.. SessionStoreConformance.NamesFor(Harness.Capabilities)];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task SqliteStore_Keeps(string check) =>
        SessionStoreConformance.Get(check).RunAsync(Harness, TestContext.Current.CancellationToken);

    [Fact]
    public void All_LeftOut_AreThoseOfTwoSilosAlone()
    {
        var leftOut = SessionStoreConformance.All.Where(check => !check.AppliesTo(Harness.Capabilities));

        Assert.All(leftOut, check => Assert.StartsWith("TwoSilos_", check.Name, StringComparison.Ordinal));
    }
}
