using System.Diagnostics;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Servers;

namespace OrleansSessions.Host.Tests.Access;

public sealed class SecretTests
{
    private const string Password = "correct-horse-battery";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Log_OfAWholeRunAtItsMostTalkative_HasNoKey()
    {
        var key = new TestKey("rules", ["admin"], ["*"]);
        await using var service = await ServiceProcess.StartWithAsync(
            [.. key.Settings, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Orleans=Debug"]);
        foreach (var row in EndpointRow.All)
        {
            using var answer = await service.Http.SendAsync(row.Method, row.Path, key.Key, row.Body);
            using var refused = await service.Http.SendAsync(row.Method, row.Path, key.Key + "x", row.Body);
        }

        Assert.Equal(0, await service.TerminateAsync(Patience));
        Assert.Contains("/sessionizers/trips/drain", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Key, service.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Log_OfServersThatAreNotThere_HasNoPassword()
    {
        var (none, other) = (FreePort.Find(), FreePort.Find());
        var environment = new Dictionary<string, string>
        {
            ["Sessions__PostgreSql"] = $"Host=127.0.0.1;Port={none};Username=sessions;Password={Password};Timeout=1",
            ["Sessions__Redis"] = $"127.0.0.1:{other},password={Password},connectTimeout=500,connectRetry=1",
            ["Sessions__Address"] = "127.0.0.1",
            ["Logging__LogLevel__Default"] = "Debug",
            ["Logging__LogLevel__Orleans"] = "Debug",
        };
        using var process = HostProgram.Start(
            [$"--Sessions:SiloPort={FreePort.Find()}", $"--Sessions:GatewayPort={FreePort.Find()}", "--urls=http://127.0.0.1:0"], environment);
        process.StandardInput.Close();
        var cancelled = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancelled), process.StandardError.ReadToEndAsync(cancelled));

        await EndAsync(process);

        var written = await output + await error;
        Assert.Contains("127.0.0.1", written, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, written, StringComparison.Ordinal);
    }

    // It waits for its servers; after a while of that it is told to end.
    private static async Task EndAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }
}
