namespace OrleansSessions.PostgreSql.Tests;

public sealed class StoredTextTests
{
    [Theory]
    [InlineData("ann", "ann")]
    [InlineData("", "")]
    [InlineData("\0", "␀0")]
    [InlineData("a\0b\0", "a␀0b␀0")]
    [InlineData("␀", "␀␀")]
    [InlineData("␀0", "␀␀0")]
    [InlineData("␀\0", "␀␀␀0")]
    [InlineData("\0␀", "␀0␀␀")]
    [InlineData("␀␀", "␀␀␀␀")]
    public void Encode_AnyText_IsWithoutNulAndReadsBack(string text, string stored)
    {
        Assert.Equal(stored, StoredText.Encode(text));
        Assert.Equal(text, StoredText.Decode(stored));
    }
}
