namespace OrleansSessions.Core.Tests;

/// <summary>A history as the model lives it.</summary>
internal sealed class HistoryModel
{
    private readonly SessionModel model;
    private readonly long unit;

    public HistoryModel(HistoryCase history)
    {
        unit = history.Unit;
        model = new SessionModel(history.Rules);
        for (var i = 0; i < history.Steps.Length; i++)
        {
            var step = history.Steps[i];
            switch (step.Action)
            {
                case HistoryAction.Event:
                    Outcomes[i] = model.Add(new ModelEvent(step.Time, step.Gap, 1L << i));
                    break;
                case HistoryAction.Watermark:
                    model.Advance(step.Time);
                    break;
                case HistoryAction.End:
                    model.End(step.Time);
                    break;
                case HistoryAction.Drain:
                    model.Drain();
                    break;
                case HistoryAction.Restart:
                    break;
            }
        }

        model.Advance(double.PositiveInfinity);
    }

    public Dictionary<int, AddOutcome> Outcomes { get; } = [];

    public IEnumerable<SessionSummary> Summaries => model.Closed.Select(session => new SessionSummary(
        session.Start * unit,
        session.Last * unit,
        session.End * unit,
        session.Count,
        session.Events.Sum(e => e.Value),
        session.Reason!.Value));
}
