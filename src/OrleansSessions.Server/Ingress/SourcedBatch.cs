namespace OrleansSessions.Server;

/// <summary>A batch on event time while it is being stored: its source's watermark must not overtake it.</summary>
internal readonly struct SourcedBatch
{
    private readonly Sessionizer sessionizer;
    private readonly SessionBatch batch;
    private readonly string source;
    private readonly DateTimeOffset? least;

    private SourcedBatch(Sessionizer sessionizer, SessionBatch batch, string source, DateTimeOffset? least)
    {
        this.sessionizer = sessionizer;
        this.batch = batch;
        this.source = source;
        this.least = least;
    }

    public static SourcedBatch Begin(Sessionizer sessionizer, SessionBatch batch, string ownSource)
    {
        var progress = batch.Source ?? new SourceProgress(ownSource, 0, null);
        var least = batch.FindLeastTimestamp();
        sessionizer.Sources.Begin(progress, least, sessionizer.Now);
        return new SourcedBatch(sessionizer, batch, progress.Source, least);
    }

    /// <summary>The batch is answered; null when it failed as a whole.</summary>
    public void End(AppendResult? result) =>
        sessionizer.Sources.End(source, least, result is null ? null : FindGreatestAcknowledged(result), sessionizer.Now);

    // What was rejected or failed says nothing of where the source is.
    private DateTimeOffset? FindGreatestAcknowledged(AppendResult result)
    {
        DateTimeOffset? greatest = null;
        var next = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var isProblem = next < result.Problems.Count && result.Problems[next].Index == i;
            var outcome = isProblem ? result.Problems[next++].Outcome : default(AppendOutcome?);
            if (outcome is not (AppendOutcome.Rejected or AppendOutcome.Failed) && batch.GetTimestamp(i) is { } time && !(time <= greatest))
            {
                greatest = time;
            }
        }

        return greatest;
    }
}
