using System.Globalization;
using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>Writers that add one to the same keys by reading and committing: no addition may be lost or done twice.</summary>
internal static class KeyContest
{
    private const int Additions = 60;

    private static readonly string[] Keys = ["a", "b", "c", "d", "e"];

    public static async Task RunAsync(StoreTrial trial, ISessionStore[] writers)
    {
        await trial.PatientlyAsync(
            Task.WhenAll(writers.Select((store, i) => Task.Run(() => AddAsync(trial, store, i), trial.Token))), "The end of the contest");
        var expected = Additions * writers.Length;
        foreach (var key in Keys)
        {
            var stored = await trial.Store.LoadAsync(StoreTrial.Key(key), trial.Token);
            Expect.Equal(Format(expected), StoreTrial.Text(stored.State), $"the sum of '{key}'");
            var entries = await trial.ReadLogAsync(trial.PartitionOf(StoreTrial.Key(key)));
            Expect.Sequence(
                Enumerable.Range(1, expected).Select(Format),
                entries.Where(entry => entry.Key.Key == key).Select(entry => StoreTrial.Text(entry.Payload)),
                $"the log of '{key}'");
        }
    }

    private static async Task AddAsync(StoreTrial trial, ISessionStore store, int writer)
    {
        // Each writer has the keys in another order, as two silos would.
        var keys = Keys.Skip(writer).Concat(Keys.Take(writer)).ToArray();
        var missing = keys.ToDictionary(key => key, _ => Additions);
        while (missing.Values.Any(count => count > 0))
        {
            var group = new List<SessionCommit>();
            foreach (var key in keys.Where(key => missing[key] > 0))
            {
                var stored = await store.LoadAsync(StoreTrial.Key(key), trial.Token);
                var sum = Format(stored.State.IsEmpty ? 1 : int.Parse(StoreTrial.Text(stored.State), CultureInfo.InvariantCulture) + 1);
                group.Add(trial.Commit(StoreTrial.Key(key), stored.Version, sum, StoreTrial.Logged(sum)));
            }

            var answers = await store.CommitAsync(group, trial.Token);
            for (var i = 0; i < answers.Length; i++)
            {
                missing[group[i].Key.Key] -= answers[i] == SessionCommit.Conflict ? 0 : 1;
            }
        }
    }

    private static string Format(int sum) => sum.ToString(CultureInfo.InvariantCulture);
}
