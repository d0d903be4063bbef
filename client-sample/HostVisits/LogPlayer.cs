using OrleansSessions.Fields;

namespace OrleansSessions.ClientSample;

/// <summary>Plays the log in order of time: appends what is due, then says that nothing older will come.</summary>
internal sealed class LogPlayer(ISessionClient<FieldEvent, FieldResult> visits, TimeProvider clock)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    public int Accepted { get; private set; }

    public int Late { get; private set; }

    public async Task PlayAsync(double speedUp, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        TimeSpan? shift = null;
        var end = default(DateTimeOffset);
        await foreach (var part in RequestLog.ReadPartsAsync(Tick * speedUp, cancellationToken))
        {
            shift ??= await FindShiftAsync(part.End);
            end = part.End + shift.Value;
            var result = await visits.AppendAsync([.. part.Requests.Select(request => ToEvent(request, shift.Value))], cancellationToken);
            if (result.Rejected + result.Failed > 0)
            {
                throw new SessionException(result.Problems.First(problem => problem.Outcome is AppendOutcome.Rejected or AppendOutcome.Failed).Reason);
            }

            Accepted += result.Accepted;
            Late += result.Late;
            await visits.AdvanceWatermarkAsync(Watermark.At(end));
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await visits.AdvanceWatermarkAsync(Watermark.At(end + TimeSpan.FromDays(1)));
        // Otherwise whoever plays it again within a minute would have to wait for this client.
        await visits.CompleteSourceAsync();
    }

    // A watermark never goes back, so a log that has been played before is played as if it were some days later.
    private async Task<TimeSpan> FindShiftAsync(DateTimeOffset first)
    {
        var present = await visits.AdvanceWatermarkAsync(Watermark.Beginning);
        return present.Time < first ? TimeSpan.Zero : TimeSpan.FromDays(Math.Floor((present.Time - first).TotalDays) + 1);
    }

    private static SessionEvent<FieldEvent> ToEvent(LoggedRequest request, TimeSpan shift) => new(
        request.Visitor,
        new FieldEvent([new Field("path", FieldValue.Of(request.Path)), new Field("bytes", FieldValue.Of(request.Bytes))]),
        request.Time + shift);
}
