namespace OrleansSessions.Server.Tests;

/// <summary>What histories came to, so that a run shows that they reach every rule.</summary>
internal sealed class HistoryTally
{
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public void Add(HistorySessionizer sessionizer, IEnumerable<AppendOutcome?> outcomes, IEnumerable<CloseReason> reasons)
    {
        Count($"history of {sessionizer.Id}");
        foreach (var outcome in outcomes)
        {
            Count(outcome?.ToString() ?? "Accepted");
        }

        foreach (var reason in reasons)
        {
            Count(reason.ToString());
        }
    }

    public void AssertHas(params IEnumerable<object> names) => Assert.All(names, name => Assert.Contains(name.ToString()!, counts.Keys));

    public override string ToString() => string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value:N0}"));

    private void Count(string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
}
