namespace OrleansSessions;

/// <summary>Takes a sessionizer's batches.</summary>
internal interface ISessionIngress
{
    /// <summary>
    /// Whether it does its work on the thread of whoever calls it, and sends no message: then nobody reads a batch any more that has
    /// been answered without failures.
    /// </summary>
    bool WorksOnCallingThread { get; }

    /// <inheritdoc cref="ISessionIngressGrain.AppendAsync"/>
    Task<AppendResult> AppendAsync(SessionBatch batch);

    /// <inheritdoc cref="ISessionIngressGrain.ReportAsync"/>
    ValueTask ReportAsync(SourceProgress progress);
}
