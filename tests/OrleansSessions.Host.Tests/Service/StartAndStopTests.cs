using System.Net;
using System.Net.Sockets;
using OrleansSessions.Servers;

namespace OrleansSessions.Host.Tests.Service;

public sealed class StartAndStopTests
{
    [Fact]
    public async Task Terminate_WithReadersWaiting_EndsAtOnceAndAnswersThem()
    {
        await using var service = new ServiceProcess();
        await service.InitializeAsync();
        await HttpAnswer.PostAsync(service.Http, "activity", """{"key":"open"}""");
        using var stream = new HttpRequestMessage(HttpMethod.Get, new Uri("fast/closed", UriKind.Relative));
        stream.Headers.Accept.ParseAdd("text/event-stream");
        using var streaming = await service.Http.SendAsync(
            stream, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var waiting = HttpAnswer.GetAsync(service.Http, "fast/closed?after=end&wait=20");
        await HttpAnswer.GetAsync(service.Http, "fast/closed");

        Assert.Equal(0, await service.TerminateAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await waiting).Status);
        Assert.DoesNotContain("error", await streaming.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAHomeThatIsNew_WarnsOfNothingAndLeavesItEmpty()
    {
        using var data = new DataFolder();
        var home = Directory.CreateTempSubdirectory("orleanssessions-");
        try
        {
            await using var service = await ServiceProcess.StartInAsync(data, new Dictionary<string, string> { ["HOME"] = home.FullName });
            using var page = await service.Http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Equal(0, await service.TerminateAsync(TimeSpan.FromSeconds(10)));
            Assert.DoesNotContain("warn:", service.Output, StringComparison.Ordinal);
            Assert.Empty(home.EnumerateFileSystemInfos("*", SearchOption.AllDirectories));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Start_MisspeltCommand_IsWrongUsage()
    {
        var run = await HostProgram.RunAsync(["reply", "events.ndjson"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["'reply' is neither a command nor a setting; a setting is --Name=value.", "See --help."], run.ErrorLines);
    }

    [Fact]
    public async Task Start_WrongSettings_TellsAllMistakesWithoutStackTrace()
    {
        var run = await HostProgram.RunAsync(
        [
            "--Sessions:Sessionizers:visits:Gap=10", "--Sessions:Sessionizers:visits:Boundary=open", "--Sessions:Sessionizers:activity:Aggregates:0=sum",
        ]);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(
            [
                "Sessionizer 'activity': an aggregate must be sum|min|max|avg|first|last|distinct|list and a field, as in sum_bytes, but is 'sum'.",
                "Sessionizer 'visits': Gap must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is '10'.",
                "Sessionizer 'visits': Boundary must be Exclusive or Inclusive, but is 'open'.",
            ],
            run.ErrorLines);
    }

    [Fact]
    public async Task Start_SettingsAgainstTheRules_TellsAllMistakesWithoutStackTrace()
    {
        var run = await HostProgram.RunAsync(
        [
            "--Sessions:Sessionizers:visits:Gap=0s", "--Sessions:Sessionizers:activity:AllowedLateness=1s", "--Sessions:Sessionizers:activity:ScanInterval=1ms",
            "--Sessions:Sessionizers:other:Gap=x", "--Sessions:Sessionizers:other:MaxProducers=5000", "--Sessions:Keys:ops:Hash=secret", "--Sessions:Keys:ops:Roles:0=root",
            "--Sessions:Keys:ops:Sessionizers:0=visit", "--Sessions:Keys:ops:Rate=0", "--Sessions:Storre=memory",
            .. FreePorts(),
        ]);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(
            [
                "Sessionizer 'activity': AllowedLateness must be zero on the arrival clock, where nothing is late, but is 00:00:01.",
                "Sessionizer 'activity': ScanInterval must be from 00:00:00.0100000 to 1.00:00:00, but is 00:00:00.0010000.",
                // Its rules are looked at when its values can be read.
                "Sessionizer 'other': Gap must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is 'x'.",
                "Sessionizer 'visits': Gap must be positive, but is 00:00:00.",
                "Sessions:Keys:ops: Hash must be sha256: and 64 hexadecimal digits, as silo-host create-key prints it, but is something else, which is not shown, as it may be a key.",
                "Sessions:Keys:ops: Rate must be a whole number of requests per second, at least 1, but is '0'.",
                "Sessions:Keys:ops: a role must be one of ingest, read, admin, but is 'root'.",
                "Sessions:Keys:ops: there is no sessionizer 'visit'; there are: activity, other, visits.",
                "There is no setting Sessions:Storre; did you mean Store?",
            ],
            run.ErrorLines.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--Sessions:SiloPort=abc", "Sessions:SiloPort must be a port from 1 to 65535, but is 'abc'.")]
    [InlineData("--Sessions:SiloPort=70000", "Sessions:SiloPort must be a port from 1 to 65535, but is '70000'.")]
    [InlineData("--Sessions:Sessionizers:visits:Gapp=1s", "There is no setting Sessions:Sessionizers:visits:Gapp; did you mean Gap?")]
    [InlineData("--Sessions:Elsewhere=1s", "There is no setting Sessions:Elsewhere; there are: Address, Cluster, Cors, Dashboard, Data, GatewayPort, Keys, Limits, Open, PostgreSql, ProbeTimeout, Redis, Sessionizers, SiloPort, Store.")]
    [InlineData("--Session:Data=x", "There is no section 'Session'; did you mean Sessions?")]
    [InlineData("--Sessions:Sessionizers:visits:Aggregates=sum_n", "Sessions:Sessionizers:visits:Aggregates is not one value: write Sessions:Sessionizers:visits:Aggregates:0.")]
    [InlineData("--Sessions:Sessionizers:visits:Gap:0=1s", "Sessions:Sessionizers:visits:Gap is one value, but has 0 below it.")]
    [InlineData("--Sessions:Sessionizers=visits", "Sessions:Sessionizers is not one value: its settings stand below it.")]
    [InlineData("--settings=/nowhere/settings.json", "There is no file '/nowhere/settings.json'.")]
    [InlineData("--Sessions:Store=disk", "Sessions:Store must be sqlite, memory or postgres, but is 'disk'.")]
    [InlineData("--Sessions:Store=postgres", "Sessions:PostgreSql must be the connection string of the server, but is not set.")]
    [InlineData("--Sessions:PostgreSql=Host=localhost", "Sessions:PostgreSql is set, but Sessions:Store is memory.")]
    [InlineData("--Sessions:Redis=localhost:6379", "Sessions:Redis makes this silo one of a cluster, whose silos share a store: Sessions:PostgreSql must be set.")]
    [InlineData("--Sessions:Address=127.0.0.1", "Sessions:Address is set, but one silo alone is on loopback: Sessions:Redis must be set too.")]
    [InlineData("--Sessions:ProbeTimeout=0s", "Sessions:ProbeTimeout must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, at least 100ms, but is '0s'.")]
    [InlineData("--Sessions:Sessionizers:Visits=", "Sessionizer 'Visits': a name has")]
    public async Task Start_WrongSetting_EndsWithOneLine(string setting, string message)
    {
        var run = await HostProgram.RunAsync([.. FreePorts(), setting]);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith(message, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sessions:SiloPort")]
    [InlineData("Sessions:GatewayPort")]
    [InlineData("urls")]
    public async Task Start_PortInUse_EndsWithOneLineThatNamesIt(string setting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var value = setting == "urls" ? FormattableString.Invariant($"http://127.0.0.1:{port}") : FormattableString.Invariant($"{port}");

        var run = await HostProgram.RunAsync([.. FreePorts(), $"--{setting}={value}"]);

        Assert.Equal(1, run.ExitCode);
        var line = Assert.Single(run.ErrorLines);
        Assert.Contains(FormattableString.Invariant($"{port}"), line, StringComparison.Ordinal);
        Assert.Contains("address already in use", line, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--Kestrel:Endpoints:Https:Url=https://127.0.0.1:0", "Kestrel: Unable to configure HTTPS endpoint.")]
    [InlineData("--Kestrel:Endpoints:Https:Url=https://127.0.0.1:0 --Kestrel:Endpoints:Https:Certificate:Path=/nowhere/cert.pem --Kestrel:Endpoints:Https:Certificate:KeyPath=/nowhere/key.pem", "Kestrel: ")]
    [InlineData("--Kestrel:Endpoints:Https:Url=https://127.0.0.1:0 --Kestrel:Endpoints:Https:Certificate:Path=/nowhere/cert.pfx", "Kestrel: ")]
    [InlineData("--urls=nonsense", "Invalid url: 'nonsense'")]
    public async Task Start_WrongKestrelSettings_EndsWithTheReasonAndNoStackTrace(string settings, string message)
    {
        var run = await HostProgram.RunAsync([.. FreePorts(), .. settings.Split(' '), "--Logging:LogLevel:Default=None"]);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(message, run.ErrorLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static string[] FreePorts() =>
    [
        $"--Sessions:SiloPort={FreePort.Find()}", $"--Sessions:GatewayPort={FreePort.Find()}", "--urls=http://127.0.0.1:0", "--Sessions:Store=memory",
    ];
}
