using System.Text.Json;
using OrleansSessions.Fields;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Replay;

/// <summary>Writes closed sessions as lines: by the watermark that closed them, and within one by end, start and key.</summary>
internal sealed class ReplayOutput : IAsyncDisposable
{
    private const int PageSize = 10_000;

    private readonly BufferedStream buffered;
    private readonly Utf8JsonWriter writer;
    private SessionCursor cursor;

    public ReplayOutput(Stream output)
    {
        buffered = new BufferedStream(output, 1 << 16);
        writer = new Utf8JsonWriter(buffered, SessionJson.Options);
    }

    /// <summary>Writes what the watermark has closed since the last call.</summary>
    /// <returns>How many sessions.</returns>
    public async Task<int> WriteClosedAsync(ISessionClient<FieldEvent, FieldResult> sessions, CancellationToken cancellationToken)
    {
        var closed = new List<ClosedSession<FieldResult>>();
        LogPage<ClosedSession<FieldResult>> page;
        do
        {
            page = await sessions.ReadClosedPageAsync(cursor, PageSize, cancellationToken: cancellationToken);
            cursor = page.Next;
            closed.AddRange(page.Items);
        }
        while (page.Items.Count == PageSize);

        // Several watermarks may lie between two calls. A later one closes later ends, so this is their order too. Sessions of one
        // key that are the same in all of it keep the order of their closing.
        foreach (var session in closed.OrderBy(session => session.End).ThenBy(session => session.Start).ThenBy(session => session.Key, StringComparer.Ordinal))
        {
            SessionJson.Write(writer, session);
            EndLine();
        }

        return closed.Count;
    }

    public void WriteLine(ReadOnlyMemory<byte> line)
    {
        buffered.Write(line.Span);
        buffered.WriteByte((byte)'\n');
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        await buffered.FlushAsync();
    }

    private void EndLine()
    {
        writer.Flush();
        writer.Reset();
        buffered.WriteByte((byte)'\n');
    }
}
