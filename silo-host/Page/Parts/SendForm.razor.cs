using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using OrleansSessions.Host.Page.Api;

namespace OrleansSessions.Host.Page.Parts;

/// <summary>Sends one event, and says what became of it.</summary>
public sealed partial class SendForm
{
    private string key = "ann";
    private string fields = """{"path":"/home"}""";
    private string? timestamp;
    private string answer = "\u00A0";
    private string? answeredFor;
    private bool isAccepted = true;
    private bool isSending;

    [Parameter, EditorRequired]
    public string Sessionizer { get; set; } = "";

    /// <summary>Whether events need a time.</summary>
    [Parameter]
    public bool IsEventTime { get; set; }

    /// <summary>Called with the key of an event that the service has taken.</summary>
    [Parameter]
    public EventCallback<string> OnSent { get; set; }

    // What is typed before the page is live would be lost.
    private bool IsReady => Sessionizer.Length > 0;

    [Inject]
    private PageApi Api { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    protected override void OnParametersSet()
    {
        if (answeredFor != Sessionizer)
        {
            (answeredFor, answer) = (Sessionizer, "\u00A0");
        }
    }

    private async Task SendAsync()
    {
        isSending = true;
        try
        {
            var sent = key;
            var result = await Api.AppendAsync(Sessionizer, Compose(), null, CancellationToken.None);
            isAccepted = result.Accepted == 1;
            answer = isAccepted ? $"An event of {sent} is stored." : string.Join(" ", result.Problems.Select(problem => $"{problem.Outcome}: {problem.Reason}"));
            await OnSent.InvokeAsync(sent);
        }
        catch (PageApiException exception)
        {
            (answer, isAccepted) = (exception.Message, false);
        }
        catch (JsonException)
        {
            (answer, isAccepted) = ($"Fields must be a JSON object, as {{\"path\":\"/home\"}}, but are: {fields}", false);
        }
        finally
        {
            isSending = false;
        }
    }

    private string Compose()
    {
        var line = string.IsNullOrWhiteSpace(fields) ? [] : JsonNode.Parse(fields) as JsonObject ?? throw new JsonException();
        line["key"] = key;
        if (IsEventTime)
        {
            line["timestamp"] = string.IsNullOrWhiteSpace(timestamp) ? Clock.GetUtcNow().ToUnixTimeMilliseconds() : timestamp.Trim();
        }

        return line.ToJsonString();
    }
}
