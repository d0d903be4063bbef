using System.Net;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Access;

/// <summary>What pages in a browser can do to a service on the same machine.</summary>
public sealed class BrowserTests
{
    private const string Site = "https://app.example.com";

    private readonly TestKey key = new("reads", ["read"], ["*"]);

    [Fact]
    public async Task Request_ByAPageOfAnotherOriginWithoutKeys_IsRefused()
    {
        await using var service = await ServiceProcess.StartWithAsync();

        using var foreign = await service.Http.SendAsync("POST", "/sessionizers/fast/drain", null, "", ("Origin", Site));
        using var rebound = await service.Http.SendAsync("GET", "/sessionizers", null, null, ("Host", "attacker.example.com"));
        using var own = await service.Http.SendAsync("GET", "/sessionizers", null, null, ("Origin", $"http://127.0.0.1:{service.Port}"));
        using var local = await service.Http.SendAsync("GET", "/sessionizers", null, null, ("Host", "localhost:8080"));

        (await HttpAnswer.ReadAsync(foreign)).AssertProblem(
            HttpStatusCode.Forbidden, $"Pages of '{Site}' may not use this service: Sessions:Cors does not list it.");
        (await HttpAnswer.ReadAsync(rebound)).AssertProblem(
            HttpStatusCode.Forbidden, "No key is configured, so this service is for its own machine only, but was asked for as 'attacker.example.com'.");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (own.StatusCode, local.StatusCode));
    }

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("POST", "/sign-in")]
    [InlineData("GET", "/")]
    public async Task Request_ToThePageByAPageOfAnotherOriginWithKeys_IsRefused(string method, string path)
    {
        await using var service = await ServiceProcess.StartWithAsync([.. key.Settings, $"--Sessions:Cors:0={Site}"]);

        using var foreign = await service.Http.SendAsync(method, path, key.Key, null, ("Origin", Site));
        using var own = await service.Http.SendAsync(method, path, key.Key, null, ("Origin", $"http://127.0.0.1:{service.Port}"));

        (await HttpAnswer.ReadAsync(foreign)).AssertProblem(
            HttpStatusCode.Forbidden, $"Pages of '{Site}' may not use the page of this service, which is at '127.0.0.1:{service.Port}'.");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task SignIn_IsNoKeyForTheApi()
    {
        await using var service = await ServiceProcess.StartWithAsync(key.Settings);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("key", key.Key)]);
        using var signedIn = await service.Http.PostAsync(new Uri("/sign-in", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Contains("Sign out", await signedIn.ReadAsync(), StringComparison.Ordinal);

        using var answer = await service.Http.SendAsync("GET", "/sessionizers");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(Site, true)]
    [InlineData("https://evil.example.com", false)]
    public async Task Preflight_ByAPage_IsAllowedForListedOriginsOnly(string origin, bool isAllowed)
    {
        await using var service = await ServiceProcess.StartWithAsync([.. key.Settings, $"--Sessions:Cors:0={Site}"]);

        using var preflight = await service.Http.SendAsync(
            "OPTIONS", "/sessionizers", null, null, ("Origin", origin), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization"));
        using var answer = await service.Http.SendAsync("GET", "/sessionizers", key.Key, null, ("Origin", origin));

        Assert.Equal(isAllowed, preflight.Headers.Contains("Access-Control-Allow-Headers"));
        Assert.Equal(isAllowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Preflight_WithoutSettings_IsNeverAllowed()
    {
        await using var service = await ServiceProcess.StartWithAsync(key.Settings);

        using var preflight = await service.Http.SendAsync(
            "OPTIONS", "/sessionizers", null, null, ("Origin", Site), ("Access-Control-Request-Method", "GET"));

        Assert.DoesNotContain(preflight.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("app.example.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("ftp://app.example.com")]
    [InlineData("https://user@app.example.com")]
    public async Task Start_WithSomethingElseThanAnOrigin_IsAMistake(string origin)
    {
        var run = await HostProgram.RunAsync(["check-config", $"--Sessions:Cors:0={origin}"]);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Sessions:Cors: an origin is a scheme, a host and a port", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
