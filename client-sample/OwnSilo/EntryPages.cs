using System.Globalization;

namespace OrleansSessions.ClientSample;

/// <summary>What the closed visits come to: by which pages visitors came, and what they did then.</summary>
internal static class EntryPages
{
    private const int Shown = 5;

    /// <summary>The pages by which most visits began, the most frequent first.</summary>
    public static IEnumerable<string> Describe(IEnumerable<ClosedSession<PageVisit>> visits) => visits
        .Where(visit => visit.Result?.EntryPage is not null)
        .GroupBy(visit => visit.Result!.EntryPage!)
        .OrderByDescending(entry => entry.Count())
        .ThenBy(entry => entry.Key, StringComparer.Ordinal)
        .Take(Shown)
        .Select(entry => string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Count(),5:N0} visits came by {entry.Key}: {entry.Average(visit => visit.Result!.Pages):N1} pages each, {Leave(entry)} left from there"));

    private static string Leave(IGrouping<string, ClosedSession<PageVisit>> entry) =>
        entry.Count(visit => visit.Result!.ExitPage == entry.Key).ToString("N0", CultureInfo.InvariantCulture);
}
