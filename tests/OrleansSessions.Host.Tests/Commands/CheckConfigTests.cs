using System.Text.Json;
using OrleansSessions.Host.Tests.Access;

namespace OrleansSessions.Host.Tests.Commands;

public sealed class CheckConfigTests
{
    [Fact]
    public async Task CheckConfig_RightSettings_ShowsWhatTheyComeToWithoutSecrets()
    {
        var key = new TestKey("ops", ["admin"], ["visits"], Rate: 50);
        var environment = new Dictionary<string, string>
        {
            ["Sessions__PostgreSql"] = "Host=db;Username=sessions;Password=hush",
            ["Sessions__Redis"] = "redis:6379,password=hush",
            ["Sessions__Address"] = "127.0.0.1",
            ["Sessions__Sessionizers__visits__Gap"] = "45m",
        };

        var run = await HostProgram.RunAsync(["check-config", .. key.Settings], null, environment);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("hush", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Hash, run.Text, StringComparison.Ordinal);
        var sessions = JsonElement.Parse(run.Text).GetProperty("Sessions");
        Assert.Equal("postgres", sessions.GetProperty("Store").GetString());
        Assert.StartsWith("host=db;", sessions.GetProperty("PostgreSql").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(50, sessions.GetProperty("Keys").GetProperty("ops").GetProperty("Rate").GetInt32());
        var visits = sessions.GetProperty("Sessionizers").GetProperty("visits");
        Assert.Equal(("00:45:00", 262144), (visits.GetProperty("Gap").GetString(), visits.GetProperty("MaxStateBytes").GetInt32()));
    }

    [Fact]
    public async Task CheckConfig_WhatItShows_IsSettingsWithTheSameEffect()
    {
        var first = await HostProgram.RunAsync(
        [
            "check-config", "--Sessions:Sessionizers:visits:SourceIdleTimeout=never", "--Sessions:Sessionizers:visits:MaxAhead=any",
            "--Sessions:Sessionizers:visits:MaxDuration=2h", "--Sessions:Sessionizers:visits:EndWhen:Field=a", "--Sessions:Sessionizers:visits:EndWhen:Value=b",
        ]);
        using var file = new SettingsFile();
        file.WriteText(first.Text);

        var second = await HostProgram.RunAsync(["check-config", "--settings", file.Path]);

        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Equal(first.Text, second.Text);
    }

    [Fact]
    public async Task CheckConfig_Mistakes_AreAllListed()
    {
        using var file = new SettingsFile();
        file.WriteText("""
            { "Sessions": { "SiloPort": "x", "Stoer": "memory", "Sessionizers": { "visits": { "Gap": "soon", "Bondary": "Inclusive" }, "activity": { "Gap": "0s" } } }, "Urls": "http://0.0.0.0:80" }
            """);

        var run = await HostProgram.RunAsync(["check-config", "--settings", file.Path]);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(
            [
                "Sessionizer 'activity': Gap must be positive, but is 00:00:00.",
                "Sessionizer 'visits': Gap must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is 'soon'.",
                "Sessions:SiloPort must be a port from 1 to 65535, but is 'x'.",
                "There is no setting Sessions:Sessionizers:visits:Bondary; did you mean Boundary?",
                "There is no setting Sessions:Stoer; did you mean Store?",
                "http://0.0.0.0:80 can be reached from other machines, and no key is configured: everybody there could do everything. Make a key by "
                    + "'silo-host create-key NAME' and put it into the settings, or say Sessions:Open=true, or listen on 127.0.0.1.",
            ],
            run.ErrorLines.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Password=hush")]
    [InlineData("Host=db;Port=hush")]
    [InlineData("hush")]
    public async Task CheckConfig_ConnectionStringThatIsNone_IsNotRepeated(string connection)
    {
        var run = await HostProgram.RunAsync(["check-config", $"--Sessions:PostgreSql={connection}"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            "Sessions:PostgreSql must be a connection string with a Host, as Npgsql reads it (Host=…;Database=…;Username=…), but is something else, "
            + "which is not shown, as it may hold a password.",
            Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task CheckConfig_FileThatIsNoJson_EndsWithOneLineThatNamesIt()
    {
        using var file = new SettingsFile();
        file.WriteText("{ \"Sessions\": ");

        var run = await HostProgram.RunAsync(["check-config", "--settings", file.Path]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(file.Path, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
