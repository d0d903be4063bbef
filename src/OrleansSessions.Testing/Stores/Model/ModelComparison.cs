using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>Reads a store in every way and compares it with the model.</summary>
internal sealed class ModelComparison(StoreTrial trial, StoreModel model)
{
    private static readonly long[] Watermarks = [0, 1, 10, 25, 49, long.MaxValue];

    public async Task RunAsync()
    {
        foreach (var (key, stored) in model.Keys)
        {
            await trial.ExpectStoredAsync(key, stored.Version, stored.State);
        }

        foreach (var sessionizer in new[] { "s", "t", "u" })
        {
            await CompareDueAsync(sessionizer);
        }

        for (var partition = 0; partition < trial.Store.Partitions; partition++)
        {
            await CompareLogAsync(partition);
        }

        foreach (var (name, (version, value)) in model.Records)
        {
            var stored = await trial.Store.LoadRecordAsync(name, trial.Token);
            Expect.Equal(version, stored.Version, $"the version of record '{name}'");
            Expect.Bytes(StoreTrial.Text(value), stored.Value, $"the value of record '{name}'");
        }

        foreach (var ((consumer, partition), position) in model.Checkpoints)
        {
            var stored = await trial.Store.LoadCheckpointAsync(consumer, partition, trial.Token);
            Expect.Equal(position, stored, $"the checkpoint of '{consumer}' in {partition}");
        }
    }

    private async Task CompareDueAsync(string sessionizer)
    {
        var keys = model.Keys.Where(pair => pair.Key.Sessionizer == sessionizer).ToList();
        foreach (var watermark in Watermarks)
        {
            var expected = keys.Where(pair => pair.Value.Deadline <= watermark).ToDictionary(pair => pair.Key.Key, pair => pair.Value.Deadline!.Value);
            foreach (var maxCount in new[] { 1, 3, 1_000 })
            {
                // Among equal deadlines the order is open.
                var found = await trial.ReadDueAsync(watermark, maxCount, sessionizer);
                Expect.Sequence(
                    expected.Values.Order().Take(maxCount),
                    found.Select(key => expected.GetValueOrDefault(key, -1)),
                    $"the deadlines of what is due of '{sessionizer}' at {watermark}");
                Expect.Equal(found.Count, found.Distinct().Count(), "the number of different due keys");
            }
        }

        var openEnd = keys.Select(pair => pair.Value.OpenEnd).DefaultIfEmpty().Max();
        Expect.Equal(openEnd, await trial.Store.ReadGreatestOpenEndAsync(sessionizer, trial.Token), $"the greatest open end of '{sessionizer}'");
    }

    private async Task CompareLogAsync(int partition)
    {
        var all = model.Log[partition];
        Expect.Equal(all.Count, await trial.Store.GetLogEndAsync(partition, trial.Token), $"the end of partition {partition}");
        var expected = all.Select((entry, i) => (Position: i + 1L, Entry: entry)).Where(item => item.Entry is not null).ToList();
        foreach (var query in new LogQuery[]
                 {
                     new(partition, LogQuery.Oldest, 3),
                     new(partition, all.Count / 2, 5) { Sessionizer = "t" },
                     new(partition, all.Count / 3, 2) { Kind = LogKind.Late },
                 })
        {
            var found = await trial.ReadLogAsync(query);
            Expect.Sequence(
                expected
                    .Where(item => item.Position > query.After
                        && (query.Sessionizer is null || query.Sessionizer == item.Entry!.Value.Key.Sessionizer)
                        && (query.Kind is null || query.Kind == item.Entry!.Value.Kind))
                    .Select(item => (item.Position, item.Entry!.Value.Key, item.Entry.Value.Kind, item.Entry.Value.Payload)),
                found.Select(entry => (entry.Position, entry.Key, entry.Kind, StoreTrial.Text(entry.Payload))),
                $"the log of {query}");
        }
    }
}
