using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using OrleansSessions.Host.Commands;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Access;

public sealed class EndpointTests
{
    private static readonly TestKey[] Keys =
    [
        new("sends", ["ingest"], ["trips"]), new("reads", ["read"], ["trips"]), new("rules", ["admin"], ["trips", "fast"]),
        new("sends-all", ["ingest"], ["*"]), new("reads-all", ["read"], ["*"]), new("rules-all", ["admin"], ["*"]),
    ];

    private static readonly TestKey[] OfAnother =
        [new("sends-other", ["ingest"], ["fast"]), new("reads-other", ["read"], ["fast"]), new("rules-other", ["admin"], ["fast"])];

    [Fact]
    public async Task Endpoints_OfTheHost_AllHaveARowHere()
    {
        await using var service = SessionService.Build(["--Sessions:Store=memory", "--Sessions:Dashboard=true"], null);

        var endpoints = ((IEndpointRouteBuilder)service.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        var assets = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null).ToList();
        var others = endpoints.Except(assets).Select(Describe).ToList();
        Assert.Empty(others.Except(EndpointRow.All.Select(row => row.Endpoint)));
        Assert.Empty(EndpointRow.All.Select(row => row.Endpoint).Except(others));
        Assert.All(assets, asset => Assert.True(asset.Metadata.GetMetadata<IAllowAnonymous>() is not null, $"{Describe(asset)} is not for everybody."));
        Assert.All(endpoints, endpoint => Assert.True(
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null,
            $"{Describe(endpoint)} has no policy."));
    }

    [Fact]
    public async Task Endpoints_ByEveryCaller_AnswerOnlyThoseWhoMay()
    {
        await using var service = await ServiceProcess.StartWithAsync([.. Keys.SelectMany(key => key.Settings), .. OfAnother.SelectMany(key => key.Settings), "--Sessions:Dashboard=true"]);
        var wrong = new TestKey("wrong", ["admin"], ["*"]);
        foreach (var row in EndpointRow.All)
        {
            foreach (var key in Keys)
            {
                var may = row.Roles?.Contains(key.Roles[0]) != false && !(row.IsForAll && key.Sessionizers is not ["*"]);
                await AssertAsync(service, row, key, may ? null : HttpStatusCode.Forbidden);
            }

            foreach (var key in OfAnother)
            {
                var mayNot = row.NamesSessionizer || row.IsForAll || row.Roles?.Contains(key.Roles[0]) == false;
                await AssertAsync(service, row, key, mayNot ? HttpStatusCode.Forbidden : null);
            }

            await AssertAsync(service, row, null, row.Roles is null ? null : HttpStatusCode.Unauthorized);
            await AssertAsync(service, row, wrong, row.Roles is null ? null : HttpStatusCode.Unauthorized);
        }
    }

    [Theory]
    [InlineData(null, null, "A key is needed, in the header Authorization: Bearer KEY.")]
    [InlineData("Authorization", "Bearer sessions_unknown", "The key is not one of this service: it is mistyped, or was revoked.")]
    [InlineData("Authorization", "Bearer", "The header Authorization must be given once, as: Bearer KEY.")]
    [InlineData("Authorization", "Basic b3BzOg==", "The header Authorization must be given once, as: Bearer KEY.")]
    [InlineData("X-Api-Key", "KEY", "A key is needed, in the header Authorization: Bearer KEY.")]
    public async Task Request_WithoutAValidKey_IsToldWhatIsMissing(string? header, string? value, string detail)
    {
        await using var service = await ServiceProcess.StartWithAsync(Keys[0].Settings);
        (string, string)[] headers = header is null ? [] : [(header, value!.Replace("KEY", Keys[0].Key, StringComparison.Ordinal))];

        using var answer = await service.Http.SendAsync("GET", "/sessionizers", null, null, headers);

        Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        (await HttpAnswer.ReadAsync(answer)).AssertProblem(HttpStatusCode.Unauthorized, detail);
    }

    [Fact]
    public async Task Request_ForASessionizerOfOthers_DoesNotTellWhetherItExists()
    {
        await using var service = await ServiceProcess.StartWithAsync([.. OfAnother.SelectMany(key => key.Settings), .. Keys[5].Settings]);
        foreach (var name in new[] { "trips", "nowhere" })
        {
            using var answer = await service.Http.SendAsync("GET", $"/sessionizers/{name}", OfAnother[1].Key);
            (await HttpAnswer.ReadAsync(answer)).AssertProblem(HttpStatusCode.Forbidden, $"The key 'reads-other' is not for sessionizer '{name}'.");
        }

        using var wrongRole = await service.Http.SendAsync("POST", "/sessionizers/fast/drain", OfAnother[1].Key);
        (await HttpAnswer.ReadAsync(wrongRole)).AssertProblem(
            HttpStatusCode.Forbidden, "This needs the role admin; the key 'reads-other' has read.");
        using var list = await service.Http.SendAsync("GET", "/sessionizers", OfAnother[0].Key);
        Assert.Equal("""{"sessionizers":["fast"]}""", await list.ReadAsync());
        using var all = await service.Http.SendAsync("GET", "/sessionizers", Keys[5].Key);
        Assert.Equal("""{"sessionizers":["activity","fast","quick","trips","visits"]}""", await all.ReadAsync());
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/sessionizers", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/sessionizers/trips/events", HttpStatusCode.MethodNotAllowed)]
    public async Task Request_ForNothing_IsToldSoOnlyWithAKey(string method, string path, HttpStatusCode status)
    {
        await using var service = await ServiceProcess.StartWithAsync(Keys[0].Settings);

        using var without = await service.Http.SendAsync(method, path);
        using var with = await service.Http.SendAsync(method, path, Keys[0].Key);

        Assert.Equal((HttpStatusCode.Unauthorized, status), (without.StatusCode, with.StatusCode));
    }

    private static async Task AssertAsync(ServiceProcess service, EndpointRow row, TestKey? key, HttpStatusCode? refusal)
    {
        using var answer = await service.Http.SendAsync(row.Method, row.Path, key?.Key, row.Body);
        var body = await answer.ReadAsync();
        var isLetIn = row.IsWhole ? answer.IsSuccessStatusCode : answer.StatusCode != HttpStatusCode.Unauthorized && !body.Contains("key", StringComparison.Ordinal);
        Assert.True(refusal is null ? isLetIn : answer.StatusCode == refusal, $"{row.Endpoint} answers {key?.Name ?? "nobody"} {answer.StatusCode}: {body}");
        Assert.True(!row.IsWhole || refusal is not null == (answer.Content.Headers.ContentType?.MediaType == "application/problem+json"));
    }

    private static string Describe(RouteEndpoint endpoint) =>
        $"{(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? string.Join(',', methods) : "*")} /{endpoint.RoutePattern.RawText!.Trim('/')}";
}
