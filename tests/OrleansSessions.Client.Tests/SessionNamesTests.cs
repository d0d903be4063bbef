using CsCheck;

namespace OrleansSessions.Client.Tests;

public sealed class SessionNamesTests
{
    [Theory]
    [InlineData("visits", true)]
    [InlineData("a", true)]
    [InlineData("0-9_x", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("_a", false)]
    [InlineData("Visits", false)]
    [InlineData("a/b", false)]
    [InlineData("a.b", false)]
    [InlineData("ä", false)]
    public void IsValid_Name_AsDocumented(string name, bool expected) => Assert.Equal(expected, SessionNames.IsValid(name));

    [Fact]
    public void IsValid_Length_UpTo64()
    {
        Assert.True(SessionNames.IsValid(new string('a', 64)));
        Assert.False(SessionNames.IsValid(new string('a', 65)));
        Assert.False(SessionNames.IsValid(null));
    }

    [Fact]
    public void SessionName_NotAName_NamesTheValue()
    {
        var exception = Assert.Throws<ArgumentException>(() => new SessionName<int, int>("A b"));
        Assert.Contains("'A b'", exception.Message, StringComparison.Ordinal);
    }

    // Not in attributes, whose texts are kept as UTF-8, which has no unpaired surrogates.
    public static TheoryData<string, string?> KeysAndProblems => new()
    {
        { "a", null },
        { "", "The key is empty." },
        { "\uD83D\uDE00", null },
        { "x\uD83D", "unpaired surrogate" },
        { "\uDE00x", "unpaired surrogate" },
        { "\uDE00\uD83D", "unpaired surrogate" },
    };

    [Theory]
    [MemberData(nameof(KeysAndProblems), DisableDiscoveryEnumeration = true)]
    public void FindKeyProblem_Key_AsDocumented(string key, string? expected)
    {
        var problem = SessionNames.FindKeyProblem(key);
        if (expected is null)
        {
            Assert.Null(problem);
        }
        else
        {
            Assert.Contains(expected, problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData('a', 512, true)]
    [InlineData('a', 513, false)]
    [InlineData('ä', 256, true)]
    [InlineData('ä', 257, false)]
    [InlineData('€', 170, true)]
    [InlineData('€', 171, false)]
    public void FindKeyProblem_BytesOfUtf8_UpTo512(char character, int count, bool isValid) =>
        Assert.Equal(isValid, SessionNames.FindKeyProblem(new string(character, count)) is null);

    [Fact]
    public void Parse_GrainKeyOfAnyKey_GivesItsParts() => Gen.String.Sample(key =>
        SessionGrainKey.Parse(SessionGrainKey.Create("visits", key)) == ("visits", key));
}
