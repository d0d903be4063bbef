namespace OrleansSessions.Testing.Tests;

public sealed class MemoryStoreConformanceTests
{
    private static readonly MemoryStoreHarness Harness = new();

    public static IEnumerable<TheoryDataRow<string>> Checks => SessionStoreConformance.NamesFor(Harness.Capabilities)
        .Select(name => new TheoryDataRow<string>(name) { TestDisplayName = name });

    [Theory]
    [MemberData(nameof(Checks))]
    public Task MemoryStore_Keeps(string check) =>
        SessionStoreConformance.Get(check).RunAsync(Harness, TestContext.Current.CancellationToken);

    [Fact]
    public void All_LeftOut_AreThoseThatNeedADurableOrSharedStoreOrFaults()
    {
        var leftOut = SessionStoreConformance.All.Where(check => !check.AppliesTo(Harness.Capabilities)).ToList();

        Assert.All(leftOut, check => Assert.True(
            check.Name.EndsWith("_Reopened", StringComparison.Ordinal)
            || check.Name.StartsWith("TwoSilos_", StringComparison.Ordinal)
            || check.Name.StartsWith("Commit_Fails_", StringComparison.Ordinal),
            check.Name));
        Assert.Equal(SessionStoreConformance.All.Count, Checks.Count() + leftOut.Count);
    }

    [Fact]
    public async Task RunAsync_CheckThatDoesNotApply_IsRefused()
    {
        var check = SessionStoreConformance.All.First(candidate => candidate.Needs.HasFlag(StoreCapabilities.Shared));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => check.RunAsync(Harness, TestContext.Current.CancellationToken));

        Assert.Contains("Shared", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_Names_AreDifferent() =>
        Assert.Equal(SessionStoreConformance.All.Count, SessionStoreConformance.All.DistinctBy(check => check.Name).Count());
}
