using OrleansSessions.Testing;

namespace OrleansSessions.Sqlite.Tests;

public sealed class SqliteStoreConformanceTests
{
    private static readonly SqliteStoreHarness Harness = new();

    public static IEnumerable<TheoryDataRow<string>> Checks => SessionStoreConformance.NamesFor(Harness.Capabilities)
        .Select(name => new TheoryDataRow<string>(name) { TestDisplayName = name });

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
