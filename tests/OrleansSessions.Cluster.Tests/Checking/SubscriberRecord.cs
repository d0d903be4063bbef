namespace OrleansSessions.Cluster.Tests;

/// <summary>What the subscriber grains have written, compared with the log.</summary>
internal sealed class SubscriberRecord(string folder)
{
    private const int MostReported = 20;

    /// <summary>The sessions of the log that the subscribers have not taken yet.</summary>
    public IReadOnlyList<string> FindMissing(ClosedHistory closed)
    {
        var taken = ReadAll().Select(IdOf).ToHashSet(StringComparer.Ordinal);
        return [.. closed.Lines.Where(pair => !taken.Contains(pair.Key)).Select(pair => pair.Value)];
    }

    /// <summary>What is wrong: a session that the log does not have, another content under its id, or the wrong order of a key.</summary>
    public IReadOnlyList<string> FindViolations(ClosedHistory closed)
    {
        var violations = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var latest = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in ReadAll())
        {
            if (!closed.Lines.TryGetValue(IdOf(line), out var logged) || logged != line)
            {
                violations.Add($"The subscriber got '{line}', the log has '{logged}'.");
            }

            if (seen.Add(IdOf(line)))
            {
                var words = line.Split(' ');
                var start = long.Parse(words[2], null);
                if (latest.TryGetValue(words[1], out var before) && start < before)
                {
                    violations.Add($"The subscriber got '{line}' after a later session of the same key.");
                }

                latest[words[1]] = start;
            }

            if (violations.Count == MostReported)
            {
                break;
            }
        }

        return violations;
    }

    // A kill may have torn a line off at its end; the session comes again.
    private IEnumerable<string> ReadAll() => Directory.GetFiles(folder, "*.txt").SelectMany(file => File.ReadAllText(file).Split('\n')
        .Where(line => line.Split(' ').Length == SessionWords));

    private static string IdOf(string line) => line[..line.IndexOf(' ', StringComparison.Ordinal)];

    // Id, key, three times, count, reason, and the values of two aggregates.
    private const int SessionWords = 9;
}
