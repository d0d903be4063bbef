namespace OrleansSessions;

/// <summary>
/// Takes batches of any keys on the nearest silo, changes there what keys of its own it can, and calls the grains of the others,
/// once a key and batch. Its key is the sessionizer.
/// </summary>
[Alias("orleanssessions.ISessionIngressGrain")]
public interface ISessionIngressGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds events and answers when each is stored, late, rejected or failed. Events of a key keep their order; keys that
    /// fail do not hold up others.
    /// </summary>
    /// <param name="batch">A <see cref="SessionBatch{TEvent}"/> of the sessionizer's event type.</param>
    [Alias("Append")]
    Task<AppendResult> AppendAsync(SessionBatch batch);

    /// <summary>Takes what a source says of itself while it has nothing to send.</summary>
    /// <param name="progress">What it says.</param>
    [Alias("Report")]
    ValueTask ReportAsync(SourceProgress progress);
}
