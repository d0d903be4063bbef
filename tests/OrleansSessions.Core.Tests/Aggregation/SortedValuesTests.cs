namespace OrleansSessions.Core.Tests;

public sealed class SortedValuesTests
{
    private static readonly Comparer<int> Order = Comparer<int>.Default;

    [Theory]
    [InlineData(0, new[] { 0, 1, 3, 3, 5 })]
    [InlineData(3, new[] { 1, 3, 3, 3, 5 })]
    [InlineData(4, new[] { 1, 3, 3, 4, 5 })]
    [InlineData(5, new[] { 1, 3, 3, 5, 5 })]
    [InlineData(6, new[] { 1, 3, 3, 5, 6 })]
    public void Insert_AnyValue_KeepsTheOrder(int value, int[] expected) =>
        Assert.Equal(expected, SortedValues.Insert([1, 3, 3, 5], value, Order));

    [Theory]
    [InlineData(3, new[] { 1, 3, 5 })]
    [InlineData(0, new[] { 0, 1, 3, 5 })]
    [InlineData(4, new[] { 1, 3, 4, 5 })]
    [InlineData(6, new[] { 1, 3, 5, 6 })]
    public void InsertDistinct_AnyValue_KeepsEachOnce(int value, int[] expected) =>
        Assert.Equal(expected, SortedValues.InsertDistinct([1, 3, 5], value, Order));

    [Theory]
    [InlineData(new int[0], new int[0], new int[0], new int[0])]
    [InlineData(new[] { 1, 3 }, new int[0], new[] { 1, 3 }, new[] { 1, 3 })]
    [InlineData(new int[0], new[] { 2 }, new[] { 2 }, new[] { 2 })]
    [InlineData(new[] { 1, 3, 5 }, new[] { 2, 3, 6 }, new[] { 1, 2, 3, 3, 5, 6 }, new[] { 1, 2, 3, 5, 6 })]
    [InlineData(new[] { 1, 2 }, new[] { 1, 2 }, new[] { 1, 1, 2, 2 }, new[] { 1, 2 })]
    public void Merge_TwoLists_KeepsTheOrder(int[] left, int[] right, int[] all, int[] distinct)
    {
        Assert.Equal(all, SortedValues.Merge([.. left], [.. right], Order, distinct: false));
        Assert.Equal(distinct, SortedValues.Merge([.. left], [.. right], Order, distinct: true));
    }
}
