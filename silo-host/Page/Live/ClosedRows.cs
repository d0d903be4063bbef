using OrleansSessions.Host.Http.Reference.Shapes;

namespace OrleansSessions.Host.Page.Live;

/// <summary>The last closed sessions, as many as a page shows: never more, whatever closes.</summary>
public sealed class ClosedRows
{
    /// <summary>The most that are kept.</summary>
    public const int Limit = 50;

    private string? cursor;

    public IReadOnlyList<ClosedSessionItem> Rows { get; private set; } = [];

    /// <summary>Whether newer ones may be hidden behind those of other sessionizers or keys.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Whether they have been asked for.</summary>
    public bool IsLoaded => cursor is not null;

    /// <summary>Takes what has closed since the last call.</summary>
    public async Task ReadAsync(Func<string?, Task<ClosedSessionPage>> read)
    {
        var page = await read(cursor);
        if (cursor is null)
        {
            IsComplete = page.Complete != false;
        }

        cursor = page.Next;
        if (page.Sessions.Count > 0)
        {
            Rows = [.. page.Sessions.Concat(Rows).DistinctBy(session => session.Id).Take(Limit)];
        }
    }
}
