using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using OrleansSessions.Host.Http.Reference;
using OrleansSessions.Host.Tests.Fuzzing;

namespace OrleansSessions.Host.Tests.Api;

public sealed partial class ApiDocumentTests(InProcessService service) : IClassFixture<InProcessService>
{
    [Fact]
    public async Task Document_IsReadAsOpenApi31WithoutAnyError()
    {
        var read = await ReadAsync();

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task Document_HasEveryRouteOfTheHostWithEachOfItsMethods()
    {
        var document = (await ReadAsync()).Document!;
        var routes = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(OtherPaths.IsApi).ToList();

        Assert.InRange(routes.Count, 14, int.MaxValue);
        Assert.All(routes, route =>
        {
            var operations = document.Paths[OtherPaths.ToPath(route)].Operations!;
            var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            Assert.All(methods, method => Assert.Contains(new HttpMethod(method), operations.Keys));
        });
    }

    [Fact]
    public async Task Document_EachOperation_HasASummaryAnAnswerWithAnExampleAndItsErrors()
    {
        var document = (await ReadAsync()).Document!;

        foreach (var (path, operation) in document.Paths.Where(path => path.Key.StartsWith("/sessionizers/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.Operations!.Values.Select(operation => (path.Key, operation))))
        {
            Assert.True(operation.Summary is { Length: > 0 } && operation.Description is { Length: > 0 }, path);
            Assert.DoesNotContain("`", operation.Summary!, StringComparison.Ordinal);
            Assert.All(operation.Parameters ?? [], parameter => Assert.True(parameter.Name == "name" || parameter.Example is not null, $"{path} {parameter.Name}"));
            Assert.All(
                operation.RequestBody?.Content?.Values ?? [],
                content => Assert.True(content is { Schema: not null, Example: not null }, path));
            foreach (var (status, response) in operation.Responses!)
            {
                Assert.True(status == "204" || response.Content is { Count: > 0 }, $"{path} {status}");
                Assert.All(response.Content ?? new Dictionary<string, OpenApiMediaType>(), content => Assert.True(content.Value.Example is not null, $"{path} {status} {content.Key}"));
                Assert.True(int.Parse(status, null) < 400 || response.Content!.ContainsKey("application/problem+json"), $"{path} {status}");
                Assert.True(status is not ("429" or "503") || response.Headers?.ContainsKey("Retry-After") == true, $"{path} {status}");
            }

            Assert.Subset(operation.Responses!.Keys.ToHashSet(), new HashSet<string> { "404", "500", "503" });
        }
    }

    [Fact]
    public async Task ReferencePage_AndAllThatItNames_ComeFromThisHost()
    {
        using var response = await service.Http.GetAsync(new Uri("reference", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("default-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        var scripts = Script().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            using var answer = await service.Http.GetAsync(new Uri(response.RequestMessage!.RequestUri!, script), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private async Task<Microsoft.OpenApi.Reader.ReadResult> ReadAsync()
    {
        var json = await service.Http.GetStreamAsync(new Uri("openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await json.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        bytes.Position = 0;
        return await OpenApiDocument.LoadAsync(bytes, "json", cancellationToken: TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("src=\"([^\"]+)\"")]
    private static partial Regex Script();
}
