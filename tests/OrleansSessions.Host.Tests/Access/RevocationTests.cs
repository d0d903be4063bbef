using System.Net;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Access;

public sealed class RevocationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TestKey kept = new("kept", ["admin"], ["*"]);
    private readonly TestKey revoked = new("revoked", ["admin"], ["*"]);

    [Fact]
    public async Task Key_TakenOutOfTheSettings_IsRefusedAtEveryEndpointWithoutARestart()
    {
        using var file = new SettingsFile(kept, revoked);
        await using var service = await ServiceProcess.StartWithAsync("--settings", file.Path);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, revoked));

        file.Write(kept);

        await WaitForAsync(service, revoked, HttpStatusCode.Unauthorized);
        foreach (var row in EndpointRow.All.Where(row => row.Roles is not null))
        {
            using var answer = await service.Http.SendAsync(row.Method, row.Path, revoked.Key, row.Body);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{row.Endpoint} answers {answer.StatusCode}.");
        }

        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, kept));
        file.Write(kept, revoked);
        await WaitForAsync(service, revoked, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_TakenOutOfTheSettings_EndsItsStreamAndNotThoseOfOthers()
    {
        using var file = new SettingsFile(kept, revoked);
        await using var service = await ServiceProcess.StartWithAsync("--settings", file.Path);
        using var ending = await service.Http.SendAsync("GET", "fast/closed", revoked.Key, null, ("Accept", "text/event-stream"));
        using var going = await service.Http.SendAsync("GET", "fast/closed", kept.Key, null, ("Accept", "text/event-stream"));
        var end = ending.ReadAsync();
        using var waiting = await service.Http.SendAsync("GET", "fast/closed", kept.Key);

        file.Write(kept);

        Assert.DoesNotContain("data:", await end.WaitAsync(Patience, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var sent = await service.Http.SendAsync("POST", "fast/events", kept.Key, """{"key":"after"}""");
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        using var reader = new StreamReader(await going.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        string? line;
        while ((line = await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken))?.StartsWith("data:", StringComparison.Ordinal) == false)
        {
        }

        Assert.Contains("\"after\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_AllTakenOut_LeaveNobodyInRatherThanEverybody()
    {
        using var file = new SettingsFile(revoked);
        await using var service = await ServiceProcess.StartWithAsync("--settings", file.Path);

        file.Write();

        await WaitForAsync(service, revoked, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(service, null));
    }

    [Fact]
    public async Task Keys_TheFirstAddedToARunningService_AreNeededFromThen()
    {
        using var file = new SettingsFile();
        await using var service = await ServiceProcess.StartWithAsync("--settings", file.Path);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, null));

        file.Write(kept);

        await WaitForAsync(service, null, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, kept));
    }

    [Fact]
    public async Task Settings_ThatCanNotBeRead_ChangeNothingAndAreTold()
    {
        using var file = new SettingsFile(kept);
        await using var service = await ServiceProcess.StartWithAsync("--settings", file.Path);

        file.WriteText("{ \"Sessions\": ");

        await WaitForLineAsync(service, "The changed settings in settings.json can not be read, so nothing has changed:");
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, kept));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(service, null));
        file.Write(revoked);
        await WaitForAsync(service, revoked, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_ChangedToSomethingWrong_IsRefusedAndTheOthersAreNot()
    {
        using var file = new SettingsFile(kept, revoked);
        await using var service = await ServiceProcess.StartWithAsync("--settings", file.Path);

        file.Write(kept, revoked with { Roles = ["root"] });

        await WaitForLineAsync(service, "A key with a mistake is refused: Sessions:Keys:revoked: a role must be one of ingest, read, admin, but is 'root'.");
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(service, revoked));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, kept));
    }

    private static async Task<HttpStatusCode> GetAsync(ServiceProcess service, TestKey? key)
    {
        using var answer = await service.Http.SendAsync("GET", "/sessionizers", key?.Key);
        return answer.StatusCode;
    }

    private static Task WaitForAsync(ServiceProcess service, TestKey? key, HttpStatusCode status) =>
        WaitUntilAsync($"{status}", async () => await GetAsync(service, key) == status);

    private static Task WaitForLineAsync(ServiceProcess service, string line) =>
        WaitUntilAsync(line, () => Task.FromResult(service.Output.Contains(line, StringComparison.Ordinal)));

    private static async Task WaitUntilAsync(string what, Func<Task<bool>> isSo)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(clock.GetElapsedTime(start) < Patience, $"Not within {Patience}: {what}");
            await Task.Delay(Pause, clock, TestContext.Current.CancellationToken);
        }
    }
}
