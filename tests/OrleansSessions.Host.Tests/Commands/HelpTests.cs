namespace OrleansSessions.Host.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("", "serve", "replay", "tail", "inspect", "check-config", "create-key", "health")]
    [InlineData("serve", "--settings")]
    [InlineData("replay", "--gap", "--late")]
    [InlineData("tail", "--url", "--key", "--after", "--late", "--once")]
    [InlineData("inspect", "--url", "--key", "--last", "--after")]
    [InlineData("check-config", "--settings")]
    [InlineData("create-key", "--role", "--sessionizer")]
    [InlineData("health", "--url")]
    public async Task Help_OfACommand_NamesWhatItTakesAndItsExitCodes(string command, params string[] words)
    {
        var run = await HostProgram.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var text = string.Join(' ', run.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("xit code", text, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }
}
