using System.Diagnostics;
using System.Globalization;
using OrleansSessions.Host.Tests.Access;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Servers;

namespace OrleansSessions.Host.Tests.Commands;

public sealed class TailTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{service.Port}");

    [Fact]
    public async Task Tail_Once_WritesWhatHasClosedAndWhereToGoOn()
    {
        await CloseAsync("once-1", 7);
        var first = await HostProgram.RunAsync(["tail", "trips", "--url", Url, "--after", "beginning", "--once"]);
        await CloseAsync("once-2", 8);

        var second = await HostProgram.RunAsync(["tail", "trips", "--url", Url, "--after", CursorOf(first), "--once"]);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains(first.Lines, line => line.Contains("\"once-1\"", StringComparison.Ordinal) && line.Contains("\"sum_n\":7", StringComparison.Ordinal));
        Assert.Contains("\"once-2\"", Assert.Single(second.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tail_Late_WritesLateEvents()
    {
        await CloseAsync("late", 7);
        await HttpAnswer.PostAsync(service.Http, "trips", """{"key":"late","timestamp":"2026-01-01T12:00:00Z","n":9}""");

        var run = await HostProgram.RunAsync(["tail", "trips", "--url", Url, "--after", "beginning", "--once", "--late"]);

        Assert.Contains(run.Lines, line => line.Contains("\"key\":\"late\"", StringComparison.Ordinal) && line.Contains("\"n\":9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tail_UntilItIsTerminated_WritesSessionsAsTheyClose()
    {
        using var process = HostProgram.Start(["tail", "trips", "--url", Url, "--after", "beginning"]);
        await CloseAsync("following", 7);

        string? line;
        do
        {
            line = await ReadLineAsync(process.StandardOutput);
        }
        while (line?.Contains("\"following\"", StringComparison.Ordinal) == false);

        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.NotNull(line);
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("Go on with: --after ", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tail_HostThatIsLost_IsAskedAgainAndNothingIsMissed()
    {
        using var folder = new DataFolder();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}");
        using var http = new HttpClient { BaseAddress = new Uri($"{url}/sessionizers/") };
        await using var before = await ServiceProcess.StartInAsync(folder, $"--urls={url}");
        using var process = HostProgram.Start(["tail", "trips", "--url", url, "--after", "beginning"]);
        await CloseAsync("before", 7, http: http);
        Assert.Contains("\"before\"", await ReadLineAsync(process.StandardOutput), StringComparison.Ordinal);
        await before.KillAsync();
        Assert.EndsWith("Asking again.", await ReadLineAsync(process.StandardError), StringComparison.Ordinal);

        await using var after = await ServiceProcess.StartInAsync(folder, $"--urls={url}");
        await CloseAsync("after", 8, http: http);

        Assert.Contains("\"after\"", await ReadLineAsync(process.StandardOutput), StringComparison.Ordinal);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Tail_OnATerminal_ShowsATableThatNoKeyCanSteer()
    {
        await CloseAsync("""\u001b[2Jtable [red]key""", 7);

        var shown = await RunOnTerminalAsync("tail", "trips", "--url", Url, "--after", "beginning", "--once");

        Assert.Contains("reason", shown, StringComparison.Ordinal);
        Assert.Contains("\uFFFD[2Jtable", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2Jtable", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_AKey_ShowsItsOpenAndItsLastClosedSessions()
    {
        await CloseAsync("seen/1", 1, "2026-01-01T12:00:00Z");
        await CloseAsync("seen/1", 2, "2026-01-01T12:00:01Z");
        await HttpAnswer.PostAsync(service.Http, "trips", """{"key":"seen/1","timestamp":"2026-01-01T12:00:02Z","n":3}""");

        var all = await HostProgram.RunAsync(["inspect", "trips", "seen/1", "--url", Url]);
        var last = await HostProgram.RunAsync(["inspect", "trips", "seen/1", "--url", Url, "--last", "1"]);
        var shown = await RunOnTerminalAsync("inspect", "trips", "seen/1", "--url", Url);

        Assert.Equal((0, 0), (all.ExitCode, last.ExitCode));
        Assert.Equal("seen/1 3 1,2", Summarize(all));
        Assert.Equal("seen/1 3 2", Summarize(last));
        Assert.Contains("open: 1", shown, StringComparison.Ordinal);
        Assert.Contains("closed: 2", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_MoreSessionsThanTheHostLooksBackFor_ShowsTheLastInOrder()
    {
        const int Count = 1_003;
        await using var own = await ServiceProcess.StartWithAsync([]);
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var events = Enumerable.Range(0, Count).Select(i => string.Create(
            CultureInfo.InvariantCulture, $$"""{"key":"often","timestamp":"{{start.AddHours(i):O}}","n":{{i}},"arrived":true}"""));
        Assert.Equal($"{Count}", (await HttpAnswer.PostAsync(own.Http, "trips", string.Join('\n', events)))["accepted"]);

        var last = await HostProgram.RunAsync(
            ["inspect", "trips", "often", "--url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{own.Port}"), "--last", "1001"]);

        Assert.Equal(0, last.ExitCode);
        Assert.Equal($"often  {string.Join(',', Enumerable.Range(2, 1_001))}", Summarize(last));
    }

    [Theory]
    [InlineData("tail nowhere", 1, " answers 404: There is no sessionizer 'nowhere'; there are: activity, fast, quick, trips, visits.")]
    [InlineData("tail trips --after nonsense", 1, " answers 400: ")]
    [InlineData("inspect nowhere k", 1, " answers 404: There is no sessionizer 'nowhere'; there are: activity, fast, quick, trips, visits.")]
    [InlineData("tail", 2, "Required argument missing for command: 'tail'.")]
    [InlineData("inspect trips", 2, "Required argument missing for command: 'inspect'.")]
    [InlineData("inspect trips k --last -1", 2, "--last must be a whole number, but is '-1'.")]
    public async Task Command_ThatCanNotBeDone_EndsWithOneClearLine(string arguments, int exitCode, string message)
    {
        var run = await HostProgram.RunAsync([.. arguments.Split(' '), "--url", Url]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, Assert.Single(run.ErrorLines, line => line != "See --help."), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WithAddressesThatAreNone_SaysSo()
    {
        var nowhere = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}/");

        var silent = await HostProgram.RunAsync(["tail", "trips", "--url", nowhere]);
        var wrong = await HostProgram.RunAsync(["tail", "trips", "--url", "localhost"]);

        Assert.Equal((1, 2), (silent.ExitCode, wrong.ExitCode));
        Assert.StartsWith($"{nowhere} does not answer: ", Assert.Single(silent.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("--url must be an address like http://127.0.0.1:8080, but is 'localhost'.", wrong.ErrorLines);
    }

    [Fact]
    public async Task Command_WithAKey_SendsItFromTheOptionOrTheEnvironment()
    {
        var key = new TestKey("reads", ["read"], ["trips"]);
        await using var closed = await ServiceProcess.StartWithAsync(key.Settings);
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{closed.Port}");
        var environment = new Dictionary<string, string> { ["SESSIONS_KEY"] = key.Key, ["SESSIONS_URL"] = address };

        var without = await HostProgram.RunAsync(["tail", "trips", "--url", address, "--once"]);
        var option = await HostProgram.RunAsync(["tail", "trips", "--url", address, "--once", "--key", key.Key]);
        var variable = await HostProgram.RunAsync(["tail", "trips", "--once"], null, environment);
        var other = await HostProgram.RunAsync(["tail", "fast", "--once"], null, environment);

        Assert.Equal((1, 0, 0, 1), (without.ExitCode, option.ExitCode, variable.ExitCode, other.ExitCode));
        Assert.Equal($"{address}/ answers 401: A key is needed, in the header Authorization: Bearer KEY.", Assert.Single(without.ErrorLines));
        Assert.Equal($"{address}/ answers 403: The key 'reads' is not for sessionizer 'fast'.", Assert.Single(other.ErrorLines));
    }

    private static string CursorOf(HostRun run) => Assert.Single(run.ErrorLines).Split(' ')[^1];

    private static string Summarize(HostRun run)
    {
        var body = System.Text.Json.JsonElement.Parse(run.Text);
        return $"{body.GetProperty("key")} {Sums("open")} {Sums("closed")}";

        string Sums(string name) => string.Join(',', body.GetProperty(name).EnumerateArray().Select(session => session.GetProperty("result").GetProperty("sum_n")));
    }

    // "script" gives the program a terminal.
    private static async Task<string> RunOnTerminalAsync(params string[] arguments)
    {
        var command = string.Join(' ', new[] { "dotnet", Path.Combine(AppContext.BaseDirectory, "silo-host.dll") }.Concat(arguments).Select(argument => $"'{argument}'"));
        var start = new ProcessStartInfo("script", ["-qefc", $"stty cols 160 rows 50; TERM=xterm {command}", "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var shown = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, shown);
        return shown;
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader) =>
        await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    private async Task CloseAsync(string key, int n, string time = "2026-01-01T12:00:00Z", HttpClient? http = null)
    {
        var answer = await HttpAnswer.PostAsync(
            http ?? service.Http, "trips", string.Create(CultureInfo.InvariantCulture, $$"""{"key":"{{key}}","timestamp":"{{time}}","n":{{n}},"arrived":true}"""));
        Assert.Equal("1", answer["accepted"]);
    }
}
