namespace OrleansSessions.Core.Tests;

/// <summary>A session of the model: its events, and where it was cut.</summary>
internal sealed class ModelSession(ModelRules rules, IEnumerable<ModelEvent> events, double cut)
{
    public List<ModelEvent> Events { get; } = [.. events];

    /// <summary>Where the next session began, if nothing else ended this one before.</summary>
    public double Cut { get; set; } = cut;

    /// <summary>Why it closed, once it has.</summary>
    public CloseReason? Reason { get; set; }

    /// <summary>Where it was ended, when its gap had not run out.</summary>
    public long? EndedAt { get; set; }

    public long Start => Events.Min(e => e.Time);

    public long Last => Events.Max(e => e.Time);

    public long Count => Events.Count;

    public bool IsTooLong => rules.MaxDuration is { } longest && Last - Start >= longest;

    public bool IsTooFull => rules.MaxEvents is { } most && Count > most;

    private double Longest => rules.MaxDuration is { } longest ? Start + longest : double.PositiveInfinity;

    public bool EndsByDuration => OpenEnd == Longest;

    public double OpenEnd => Math.Min(Math.Min(Events.Max(e => e.Time + e.Gap), Longest), Cut);

    public long End => (long)(EndedAt is { } at ? Math.Min(OpenEnd, Math.Max(Last, at)) : OpenEnd);

    public bool IsDueAt(double watermark) =>
        rules.IsInclusive ? watermark > OpenEnd + rules.Lateness : watermark >= OpenEnd + rules.Lateness;

    public ModelSession With(params IEnumerable<ModelSession> others) =>
        new(rules, Events.Concat(others.SelectMany(other => other.Events)), others.Select(other => other.Cut).Append(Cut).Max());

    /// <summary>Has no gap reach into the next session, for good.</summary>
    public void CutGaps()
    {
        for (var i = 0; i < Events.Count; i++)
        {
            Events[i] = Events[i] with { Gap = (long)Math.Min(Events[i].Gap, Math.Max(0, Cut - Events[i].Time)) };
        }
    }

    /// <summary>Whether an event touches this open session and may be in it.</summary>
    public bool Takes(ModelEvent e) => Overlaps(e, OpenEnd, rules.IsInclusive) && !With(Of(rules, e)).IsTooLong;

    /// <summary>Whether an event touches this closed session.</summary>
    public bool Refuses(ModelEvent e) => EndedAt is not null
        ? e.Time < Last && Reaches(e)
        : Overlaps(e, OpenEnd, rules.IsInclusive && !EndsByDuration && OpenEnd < Cut);

    public static ModelSession Of(ModelRules rules, ModelEvent e) => new(rules, [e], double.PositiveInfinity);

    private bool Overlaps(ModelEvent e, double end, bool joinsAtEnd) => (e.Time < end || (joinsAtEnd && e.Time == end)) && Reaches(e);

    private bool Reaches(ModelEvent e) => rules.IsInclusive ? e.Time + e.Gap >= Start : e.Time + e.Gap > Start;
}
