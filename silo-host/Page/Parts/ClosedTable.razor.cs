using Microsoft.AspNetCore.Components;
using OrleansSessions.Host.Http.Reference.Shapes;
using OrleansSessions.Host.Page.Live;

namespace OrleansSessions.Host.Page.Parts;

/// <summary>The last closed sessions, of all keys or of one. They stand still while they are held.</summary>
public sealed partial class ClosedTable
{
    private string? text;
    private IReadOnlyList<ClosedSessionItem>? held;

    /// <summary>The newest first, at most <see cref="ClosedRows.Limit"/>.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ClosedSessionItem> Rows { get; set; } = [];

    /// <summary>The key that is searched for; null for all.</summary>
    [Parameter]
    public string? Search { get; set; }

    [Parameter]
    public EventCallback<string?> SearchChanged { get; set; }

    [Parameter]
    public bool IsEmpty { get; set; }

    /// <summary>Whether all was looked through.</summary>
    [Parameter]
    public bool IsComplete { get; set; } = true;

    private IReadOnlyList<ClosedSessionItem> Shown => held ?? Rows;

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
