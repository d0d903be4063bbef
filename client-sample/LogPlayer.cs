using System.IO.Compression;
using System.Text.Json;
using OrleansSessions.Fields;

namespace OrleansSessions.ClientSample;

/// <summary>Plays a log in order of time: appends what is due, then says that nothing older will come.</summary>
internal sealed class LogPlayer(ISessionClient<FieldEvent, FieldResult> sessions, TimeProvider clock)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly List<SessionEvent<FieldEvent>> batch = [];
    private int accepted;
    private int late;

    public async Task<(int Accepted, int Late)> PlayAsync(string file, double speedUp, CancellationToken cancellationToken)
    {
        await using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        using var timer = new PeriodicTimer(Tick, clock);
        var first = Parse(await reader.ReadLineAsync(cancellationToken) ?? throw new InvalidDataException($"{file} is empty."));
        var shift = await FindShiftAsync(first.Timestamp!.Value);
        var playedThrough = first.Timestamp.Value;
        batch.Add(Shift(first, shift));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var item = Parse(line);
            while (item.Timestamp > playedThrough)
            {
                await FlushAsync(playedThrough + shift, cancellationToken);
                await timer.WaitForNextTickAsync(cancellationToken);
                playedThrough += Tick * speedUp;
            }

            batch.Add(Shift(item, shift));
        }

        await FlushAsync(playedThrough + shift + TimeSpan.FromDays(1), cancellationToken);
        return (accepted, late);
    }

    private async Task FlushAsync(DateTimeOffset playedThrough, CancellationToken cancellationToken)
    {
        var result = await sessions.AppendAsync(batch, cancellationToken);
        accepted += result.Accepted;
        late += result.Late;
        batch.Clear();
        await sessions.AdvanceWatermarkAsync(Watermark.At(playedThrough));
    }

    // A watermark never goes back, so a log that has been played before is played as if it were some days later.
    private async Task<TimeSpan> FindShiftAsync(DateTimeOffset first)
    {
        var present = await sessions.AdvanceWatermarkAsync(Watermark.Beginning);
        return present.Time < first ? TimeSpan.Zero : TimeSpan.FromDays(Math.Floor((present.Time - first).TotalDays) + 1);
    }

    private static SessionEvent<FieldEvent> Shift(SessionEvent<FieldEvent> item, TimeSpan by) =>
        item with { Timestamp = item.Timestamp + by };

    private static SessionEvent<FieldEvent> Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new SessionEvent<FieldEvent>(
            root.GetProperty("key").GetString()!,
            new FieldEvent(
            [
                new Field("path", FieldValue.Of(root.GetProperty("path").GetString()!)),
                new Field("bytes", FieldValue.Of(root.GetProperty("bytes").GetDecimal())),
            ]),
            root.GetProperty("timestamp").GetDateTimeOffset());
    }
}
