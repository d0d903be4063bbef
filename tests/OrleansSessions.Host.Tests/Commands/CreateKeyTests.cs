using System.Net;
using System.Security.Cryptography;
using System.Text;
using OrleansSessions.Host.Tests.Access;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Commands;

public sealed class CreateKeyTests
{
    [Fact]
    public async Task CreateKey_ItsSettingsInTheEnvironment_LetItIn()
    {
        var run = await HostProgram.RunAsync(["create-key", "reader", "--role", "read", "--sessionizer", "fast"]);
        var key = run.Lines[0];
        var settings = run.Lines.Where(line => line.StartsWith("Sessions__", StringComparison.Ordinal))
            .Select(line => $"--{line.Replace("__", ":", StringComparison.Ordinal)}").ToList();
        await using var service = await ServiceProcess.StartWithAsync(settings);

        using var answer = await service.Http.SendAsync("GET", "fast/closed", key);
        using var refused = await service.Http.SendAsync("GET", "trips/closed", key);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^sessions_[A-Za-z0-9_-]{43}$", key);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (answer.StatusCode, refused.StatusCode));
        Assert.Single(run.Lines, line => line.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CreateKey_WithDefaults_PrintsSettingsWithTheDocumentedHash()
    {
        var run = await HostProgram.RunAsync(["create-key", "app-1"]);

        var hash = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run.Lines[0])))}";
        var json = System.Text.Json.JsonElement.Parse(run.Text[run.Text.IndexOf('{', StringComparison.Ordinal)..(run.Text.LastIndexOf('}') + 1)]);
        var setting = json.GetProperty("Sessions").GetProperty("Keys").GetProperty("app-1");
        Assert.Equal(hash, setting.GetProperty("Hash").GetString());
        Assert.Equal("""["ingest","read"]""", setting.GetProperty("Roles").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        Assert.Contains($"Sessions__Keys__app-1__Hash={hash}", run.Lines);
        Assert.Contains("Sessions__Keys__app-1__Sessionizers__0=*", run.Lines);
    }

    [Theory]
    [InlineData("create-key", "Required argument missing for command: 'create-key'.")]
    [InlineData("create-key My.Key", "A key's name has 1 to 64 of a-z, 0-9, '-' and '_' and begins with a letter or digit, but is 'My.Key'.")]
    [InlineData("create-key a --role root", "--role must be ingest, read or admin, but is 'root'.")]
    [InlineData("create-key a b", "create-key does not take 'b'.")]
    public async Task CreateKey_WrongUsage_EndsWithOneClearLine(string arguments, string message)
    {
        var run = await HostProgram.RunAsync(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal([message], run.ErrorLines.Where(line => line != "See --help."));
    }
}
