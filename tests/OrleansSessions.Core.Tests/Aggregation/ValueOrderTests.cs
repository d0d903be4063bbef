namespace OrleansSessions.Core.Tests;

public sealed class ValueOrderTests
{
    // This process runs with invariant globalization, where the default order would look ordinal too; on a machine with
    // cultures it is not. So the comparer itself is asserted.
    [Fact]
    public void OrDefault_Strings_IsOrdinal() => Assert.Same(StringComparer.Ordinal, ValueOrder.OrDefault<string>(null));

    [Fact]
    public void OrDefault_OtherTypes_IsTheDefaultOrder() => Assert.Same(Comparer<int>.Default, ValueOrder.OrDefault<int>(null));

    [Fact]
    public void OrDefault_ComparerGiven_IsThat() =>
        Assert.Same(StringComparer.OrdinalIgnoreCase, ValueOrder.OrDefault<string>(StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Distinct_Strings_AreInOrdinalOrder()
    {
        var distinct = SessionAggregators.Distinct<string, string>(text => text);

        var accumulator = ((string[])["ä", "b", "B", "a", "ı", "I"]).Aggregate(
            distinct.CreateAccumulator(), (values, text) => distinct.Add(values, text, Timeline.Origin));

        Assert.Equal(["B", "I", "a", "b", "ä", "ı"], distinct.GetResult(accumulator));
    }
}
