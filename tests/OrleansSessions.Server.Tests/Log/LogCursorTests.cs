using CsCheck;

namespace OrleansSessions.Server.Tests;

public sealed class LogCursorTests
{
    [Fact]
    public void Parse_WhatToStringGave_IsTheSamePlace() =>
        Gen.Long[-1, long.MaxValue - 1].Array[1, 40].Sample(positions =>
        {
            var cursor = LogCursor.Oldest(positions.Length);
            for (var i = 0; i < positions.Length; i++)
            {
                cursor[i] = positions[i];
            }

            var parsed = LogCursor.Parse(cursor.ToString(), positions.Length);

            return positions.Select((position, i) => parsed[i] == position).All(same => same);
        });

    [Theory]
    [InlineData("?")]
    [InlineData("AAAA")]
    [InlineData("end")]
    [InlineData("AQ")]
    public void Parse_NotACursor_IsRefused(string text)
    {
        var exception = Assert.Throws<ArgumentException>(() => LogCursor.Parse(text, 2));
        Assert.Contains(text, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_CursorOfAnotherNumberOfPartitions_IsRefused() =>
        Assert.Throws<ArgumentException>(() => LogCursor.Parse(LogCursor.Oldest(3).ToString(), 2));

    [Fact]
    public void Parse_AnyText_IsRefusedOrACursor() => Gen.String.Sample(text =>
    {
        try
        {
            LogCursor.Parse(text, 2);
        }
        catch (ArgumentException)
        {
        }
    });
}
