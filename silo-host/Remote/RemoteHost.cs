using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OrleansSessions.Host.Commands;

namespace OrleansSessions.Host.Remote;

/// <summary>A running host, asked over HTTP.</summary>
internal sealed class RemoteHost : IDisposable
{
    public const string KeyVariable = "SESSIONS_KEY";
    public const string UrlVariable = "SESSIONS_URL";

    public static readonly Option<Uri> Address = new("--url")
    {
        Description = $"Where the host listens. Default: the environment's {UrlVariable}, or http://127.0.0.1:8080.",
        HelpName = "URL",
        DefaultValueFactory = result => Parse(Environment.GetEnvironmentVariable(UrlVariable) ?? "http://127.0.0.1:8080", UrlVariable, result),
        CustomParser = result => Parse(result.Tokens[0].Value, "--url", result),
    };

    public static readonly Option<string?> Key = new("--key")
    {
        Description = $"The key to use. Default: the environment's {KeyVariable}, which others on this machine can not see.",
        HelpName = "KEY",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(KeyVariable),
    };

    // Longer than the host lets anybody wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly HttpClient http;

    public RemoteHost(ParseResult parsed)
    {
        // The key is for this host alone, not for one that it points to.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = parsed.GetRequiredValue(Address), Timeout = Patience };
        if (parsed.GetValue(Key) is { Length: > 0 } key)
        {
            http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.TryParse($"Bearer {key}", out var header)
                ? header
                : throw new CommandException("The key is not one: it has characters that no key has.", ExitCodes.WrongUsage);
        }
    }

    /// <summary>Gets a path below the host's address.</summary>
    /// <exception cref="CommandException">The host refuses; the message is what it says.</exception>
    /// <exception cref="RemoteHostUnavailableException">It can not be reached just now, or can not answer.</exception>
    public async Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return JsonDocument.Parse(body);
            }

            var refusal = $"{http.BaseAddress} answers {(int)answer.StatusCode}: {ReadDetail(body) ?? answer.ReasonPhrase}";
            throw answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout
                ? new RemoteHostUnavailableException(refusal)
                : new CommandException(refusal);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new RemoteHostUnavailableException($"{http.BaseAddress} does not answer: {exception.Message}");
        }
        catch (JsonException)
        {
            throw new CommandException($"{http.BaseAddress} is not a silo-host: it does not answer with JSON.");
        }
    }

    public void Dispose() => http.Dispose();

    private static string? ReadDetail(string body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString()
                : problem.RootElement.TryGetProperty("title", out var title) ? title.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Uri Parse(string text, string name, ArgumentResult result)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
        {
            return uri.AbsolutePath.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");
        }

        result.AddError($"{name} must be an address like http://127.0.0.1:8080, but is '{text}'.");
        return new Uri("http://127.0.0.1:8080");
    }
}
