namespace OrleansSessions.ClientSample;

/// <summary>Imports the log in order of time. Once an hour it takes an answer for lost and sends the same again, which counts nothing twice.</summary>
internal sealed class LogImporter(ISessionClient<PageRequest, PageVisit> visits)
{
    private const int PartsPerHour = 6;

    // A line is the same line whenever it is sent, also by another process that imports this log again.
    private static readonly ProducerId Producer = ProducerId.FromName("nasa-1995-08-01");

    public int Accepted { get; private set; }

    public int Late { get; private set; }

    public int Duplicates { get; private set; }

    public async Task ImportAsync(CancellationToken cancellationToken)
    {
        var end = default(DateTimeOffset);
        var parts = 0;
        await foreach (var part in RequestLog.ReadPartsAsync(TimeSpan.FromHours(1) / PartsPerHour, cancellationToken))
        {
            SessionEvent<PageRequest>[] requests = [.. part.Requests.Select(ToEvent)];
            Count(await visits.AppendAsync(requests, cancellationToken));
            if (++parts % PartsPerHour == 0)
            {
                Count(await visits.AppendAsync(requests, cancellationToken));
            }

            end = part.End;
            await visits.AdvanceWatermarkAsync(Watermark.At(end));
        }

        await visits.AdvanceWatermarkAsync(Watermark.At(end + PageVisitSessions.Gap));
    }

    private static SessionEvent<PageRequest> ToEvent(LoggedRequest request) => new(
        request.Visitor,
        new PageRequest { Path = request.Path, Status = request.Status, Bytes = request.Bytes },
        request.Time,
        Stamp: new ProducerStamp(Producer, request.Line));

    private void Count(AppendResult result)
    {
        Accepted += result.Accepted;
        Late += result.Late;
        Duplicates += result.Duplicates;
    }
}
