using System.Collections.Concurrent;
using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>Writers that append to all partitions, and followers of each: what is acknowledged is read once, in order.</summary>
internal static class LogTraffic
{
    private const int Groups = 40;
    private const int KeysPerWriter = 12;

    public static async Task RunAsync(StoreTrial trial, ISessionStore[] writers, ISessionStore[] readers)
    {
        var acknowledged = new ConcurrentDictionary<string, bool>();
        var followers = readers
            .SelectMany(reader => Enumerable.Range(0, reader.Partitions).Select(partition => new LogFollower(reader, partition, trial.Token)))
            .ToArray();
        var following = Task.WhenAll(followers.Select(follower => Task.Run(follower.RunAsync, trial.Token)));
        await trial.PatientlyAsync(
            Task.WhenAll(writers.Select((store, i) => Task.Run(() => WriteAsync(trial, store, i, acknowledged), trial.Token))), "The end of writing");
        for (var i = 0; i < followers.Length; i++)
        {
            var partition = i % trial.Store.Partitions;
            followers[i].StopAt(await trial.Store.GetLogEndAsync(partition, trial.Token));
        }

        await trial.PatientlyAsync(following, "The end of reading");
        for (var reader = 0; reader < readers.Length; reader++)
        {
            Examine([.. followers.Skip(reader * trial.Store.Partitions).Take(trial.Store.Partitions)], acknowledged);
        }
    }

    private static void Examine(LogFollower[] partitions, ConcurrentDictionary<string, bool> acknowledged)
    {
        foreach (var follower in partitions)
        {
            Expect.Sequence(
                Enumerable.Range(1, follower.Entries.Count).Select(position => (long)position),
                follower.Entries.Select(entry => entry.Position),
                "the positions that a follower read");
            foreach (var key in follower.Entries.GroupBy(entry => entry.Key))
            {
                var numbers = key.Select(entry => int.Parse(StoreTrial.Text(entry.Payload).Split(':')[1], null)).ToList();
                Expect.Sequence(numbers.Order(), numbers, $"the entries of {key.Key}, in the order of their commits,");
            }
        }

        var read = partitions.SelectMany(follower => follower.Entries).Select(entry => StoreTrial.Text(entry.Payload)).ToList();
        Expect.Sequence(
            acknowledged.Keys.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal), "what was acknowledged and what was read");
    }

    private static async Task WriteAsync(StoreTrial trial, ISessionStore store, int writer, ConcurrentDictionary<string, bool> acknowledged)
    {
        var keys = Enumerable.Range(0, KeysPerWriter).Select(i => new SessionKey(StoreTrial.Sessionizer, $"w{writer}k{i}")).ToArray();
        var versions = new long[keys.Length];
        var number = 0;
        for (var group = 0; group < Groups; group++)
        {
            var commits = keys
                .Select((key, i) => trial.Commit(key, versions[i], "x", StoreTrial.Logged($"{key}:{number++}", $"{key}:{number++}")))
                .ToArray();
            versions = await store.CommitAsync(commits, trial.Token);
            for (var i = 0; i < commits.Length; i++)
            {
                Expect.Greater(versions[i], 0, $"the version of {keys[i]}, which has one writer,");
                foreach (var record in commits[i].Log)
                {
                    acknowledged[StoreTrial.Text(record.Payload)] = true;
                }
            }
        }
    }
}
