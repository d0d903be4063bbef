using OrleansSessions.Fields;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Tests.Parsing;

public sealed class FieldAggregatesTests
{
    [Theory]
    [InlineData("sum_bytes", FieldOperation.Sum, "bytes")]
    [InlineData("SUM_bytes", FieldOperation.Sum, "bytes")]
    [InlineData("min_x", FieldOperation.Min, "x")]
    [InlineData("max_x", FieldOperation.Max, "x")]
    [InlineData("avg_x", FieldOperation.Avg, "x")]
    [InlineData("first_path", FieldOperation.First, "path")]
    [InlineData("last_path", FieldOperation.Last, "path")]
    [InlineData("distinct_user_id", FieldOperation.Distinct, "user_id")]
    [InlineData("list__", FieldOperation.List, "_")]
    public void TryParse_OperationAndField_IsRead(string text, FieldOperation operation, string field)
    {
        Assert.True(FieldAggregates.TryParse(text, out var aggregate));

        Assert.Equal(new FieldAggregate(operation, field), aggregate);
        Assert.Equal(text.ToUpperInvariant(), aggregate.Name.ToUpperInvariant());
    }

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("sum")]
    [InlineData("sum_")]
    [InlineData("_bytes")]
    [InlineData("sum-bytes")]
    [InlineData("median_bytes")]
    [InlineData("0_bytes")]
    [InlineData("sum,min_bytes")]
    [InlineData(" sum_bytes")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(FieldAggregates.TryParse(text, out _));

    [Fact]
    public void Form_Always_NamesEachOperation() => Assert.All(
        Enum.GetNames<FieldOperation>(), name => Assert.Contains(name.ToLowerInvariant(), FieldAggregates.Form.Split('|', ' ')));
}
