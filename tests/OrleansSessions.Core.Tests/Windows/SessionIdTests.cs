namespace OrleansSessions.Core.Tests;

public sealed class SessionIdTests
{
    // Computed outside .NET from the documented parts. Consumers have stored such ids: a change here breaks their upserts.
    [Theory]
    [InlineData("user-1", 0, "eced4f1b4cc5dfd780bfce28818a6841")]
    [InlineData("ü", 0, "fba778326170ff869fe9e6fc02d7d277")]
    public void Create_KnownArguments_IsPinned(string key, int ordinal, string expected) =>
        Assert.Equal(expected, SessionId.Create("visits", key, Timeline.Origin, ordinal));

    [Fact]
    public void Create_KeyLongerThanTheStackBuffer_IsPinned() =>
        Assert.Equal("75c773e817f921a27861eff8e00f51ee", SessionId.Create("visits", new string('x', 3000), Timeline.Origin, 2));

    [Fact]
    public void Create_AnyArgumentDiffers_DiffersToo()
    {
        string[] ids =
        [
            SessionId.Create("visits", "k", Timeline.Origin, 0),
            SessionId.Create("visit", "k", Timeline.Origin, 0),
            SessionId.Create("visits", "K", Timeline.Origin, 0),
            SessionId.Create("visits", "k", Timeline.At(1), 0),
            SessionId.Create("visits", "k", Timeline.Origin, 1),
            SessionId.Create("", "visitsk", Timeline.Origin, 0),
            SessionId.Create("visitsk", "", Timeline.Origin, 0),
        ];

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Create_SameTextSplitElsewhere_Differs() =>
        Assert.NotEqual(SessionId.Create("ab", "c", Timeline.Origin, 0), SessionId.Create("a", "bc", Timeline.Origin, 0));

    [Fact]
    public void Create_SameInstantOtherOffset_IsTheSame() =>
        Assert.Equal(
            SessionId.Create("visits", "k", Timeline.Origin, 0),
            SessionId.Create("visits", "k", Timeline.Origin.ToOffset(TimeSpan.FromHours(9)), 0));

    // 1024 bytes is where the buffer moves from the stack to the heap: 4 + 6 + key + 8 + 4.
    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    [InlineData(5000)]
    public void Create_AnyKeyLength_Is32LowercaseHexDigits(int length)
    {
        var id = SessionId.Create("visits", new string('k', length), Timeline.Origin, 0);

        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.NotEqual(id, SessionId.Create("visits", new string('k', length) + "k", Timeline.Origin, 0));
    }

    [Fact]
    public void Create_NullArgument_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => SessionId.Create(null!, "k", Timeline.Origin, 0));
        Assert.Throws<ArgumentNullException>(() => SessionId.Create("visits", null!, Timeline.Origin, 0));
    }
}
