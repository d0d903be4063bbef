using OrleansSessions.Host.Http.Reference.Shapes;
using OrleansSessions.Host.Page.Api;

namespace OrleansSessions.Host.Page.Live;

/// <summary>The sessions of the key that a page looks at.</summary>
public sealed class KeySessions(string key)
{
    public string Key => key;

    public ClosedRows Closed { get; } = new();

    public IReadOnlyList<OpenSessionItem> Open { get; private set; } = [];

    internal async Task RefreshAsync(PageApi api, string sessionizer, CancellationToken cancellationToken)
    {
        // Open ones first: what closes in between is then seen twice rather than not at all.
        var open = (await api.GetOpenAsync(sessionizer, key, cancellationToken)).Open;
        await Closed.ReadAsync(after => api.GetNewestAsync(sessionizer, key, after, ClosedRows.Limit, cancellationToken));
        Open = [.. open.Where(session => !Closed.Rows.Any(closed => closed.Start == session.Start))];
    }
}
