namespace OrleansSessions.Benchmarks.Peers;

/// <summary>What one run took.</summary>
/// <param name="Appending">Until every event was acknowledged.</param>
/// <param name="Closing">From then until every session was closed and on the log.</param>
/// <param name="Processor">The processor time that the process took meanwhile, all cores together: what else runs on the machine does not count.</param>
/// <param name="Allocated">The bytes that were allocated meanwhile.</param>
/// <param name="Collecting">For how long meanwhile everything waited for the garbage collector.</param>
/// <param name="PeakMebibytes">The most memory that the process has had.</param>
/// <param name="Totals">The sessions.</param>
internal sealed record PeersRun(
    TimeSpan Appending, TimeSpan Closing, TimeSpan Processor, long Allocated, TimeSpan Collecting, long PeakMebibytes, SessionTotals Totals);
