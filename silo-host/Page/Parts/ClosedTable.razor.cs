using Microsoft.AspNetCore.Components;
using OrleansSessions.Host.Http.Reference.Shapes;
using OrleansSessions.Host.Page.Live;

namespace OrleansSessions.Host.Page.Parts;

/// <summary>The last closed sessions, of all keys or of one. They stand still while they are held.</summary>
public sealed partial class ClosedTable
{
    private string? text;
    private string? searched;
    private IReadOnlyList<ClosedSessionItem>? held;

    /// <summary>Null until the sessionizer is known.</summary>
    [Parameter, EditorRequired]
    public ClosedRows? Closed { get; set; }

    /// <summary>The key that is searched for; null for all.</summary>
    [Parameter]
    public string? Search { get; set; }

    [Parameter]
    public EventCallback<string?> SearchChanged { get; set; }

    [Parameter]
    public bool IsEmpty { get; set; }

    private IReadOnlyList<ClosedSessionItem> Rows => Closed?.Rows ?? [];

    private IReadOnlyList<ClosedSessionItem> Shown => held ?? Rows;

    private string None => (Closed, Search) switch
    {
        // That there is none is not known before the answer.
        (not { IsLoaded: true }, _) => "\u00A0",
        (_, null) => IsEmpty ? "No session has closed yet." : "\u00A0",
        ({ IsComplete: true }, _) => $"No closed session of {Search} was found.",
        _ => $"No closed session of {Search} was found among the last ones of its partition; silo-host inspect looks through all.",
    };

    protected override void OnParametersSet()
    {
        if (searched != Search)
        {
            (searched, text, held) = (Search, Search, null);
        }
    }

    private static string Result(ClosedSessionItem session) => session.Error
        ?? string.Join(" · ", (session.Result ?? new Dictionary<string, System.Text.Json.JsonElement>()).Select(value => $"{value.Key} {Figures.Value(value.Value)}"));

    private void Hold() => held = held is null ? Rows : null;

    private Task PickAsync(string key)
    {
        (text, held) = (key, null);
        return SearchChanged.InvokeAsync(key);
    }

    private Task ClearAsync()
    {
        (text, held) = (null, null);
        return SearchChanged.InvokeAsync(null);
    }
}
