namespace OrleansSessions.Testing;

/// <summary>Keys of any Unicode: two that differ in any way are two.</summary>
internal static class TextChecks
{
    private static readonly string[] Keys =
    [
        "key", "KEY", "Key", "key ", " key", "key\t", "key\n", "key\r\n", "key\u00A0", "key\u0000", "\u0000key", "\u0000", "\u0001", "\u001F",
        "\u0000\u0000", "k\u0000ey", "key\\0", "\\u0000", "%00", "\\", "'", "\"", "''", "--", ";", "/", "a/b", "%", "_", "*", "?", "$1", "{}", "null",
        "caf\u00E9", "cafe\u0301", "\u00C5", "A\u030A", "\u212B", "\uFB01", "fi", "\u0131", "i", "I", "\u0130", "\u00DF", "ss", "SS", "\u1E9E",
        "\u03C3", "\u03C2", "\u03A3", "\u05E9\u05DC\u05D5\u05DD", "\u0645\u0631\u062D\u0628\u0627", "\u202Ekey", "\u200Fkey", "key\u200D", "key\u200B",
        "\u0430", "a", "\uFF41", "\u65E5\u672C\u8A9E", "\u6F22", "\uD55C", "\u1112\u1161\u11AB", "\U0001F600", "\U0001F468\u200D\U0001F469\u200D\U0001F467",
        "\U0001F44D", "\U0001F44D\U0001F3FD", "\U0010FFFF", "\uFFFF", "\uFFFE", "\uFEFF", "\uFEFFkey", "\uE000", "\uFFFD", "\u007F", "\u0080", "0", "00", "-1",
    ];

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(Keys_AnyUnicode_AreDistinctAndComeBackAsTheyWere),
        StoreCheck.Of(Keys_AnyUnicode_AreRemovedAndDeletedOneByOne),
        StoreCheck.Of(Names_OfRecordsAndConsumers_AreDistinct),
    ];

    private static async Task Keys_AnyUnicode_AreDistinctAndComeBackAsTheyWere(StoreTrial trial)
    {
        var versions = await trial.CommitAsync(
            [.. Keys.Select((key, i) => trial.Commit(StoreTrial.Key(key), 0, $"state {i}", StoreTrial.Logged($"log {i}")))]);
        Expect.That(versions.All(version => version > 0), "Expected every key to be new.");
        await trial.SettleAsync();
        for (var i = 0; i < Keys.Length; i++)
        {
            await trial.ExpectStoredAsync(StoreTrial.Key(Keys[i]), versions[i], $"state {i}");
        }

        var due = await trial.ReadDueAsync(10);
        Expect.Sequence(Keys.Order(StringComparer.Ordinal), due.Order(StringComparer.Ordinal), "the due keys");
        var logged = new List<(string, string)>();
        for (var partition = 0; partition < trial.Store.Partitions; partition++)
        {
            logged.AddRange((await trial.ReadLogAsync(partition)).Select(entry => (entry.Key.Key, StoreTrial.Text(entry.Payload))));
        }

        var expected = Keys.Select((key, i) => (key, $"log {i}")).ToHashSet();
        Expect.Equal(Keys.Length, logged.Count, "the number of log entries");
        Expect.That(expected.SetEquals(logged), "Expected each key in the log with its own payload.");
    }

    private static async Task Keys_AnyUnicode_AreRemovedAndDeletedOneByOne(StoreTrial trial)
    {
        var versions = await trial.CommitAsync([.. Keys.Select(key => trial.Commit(StoreTrial.Key(key), 0, key, StoreTrial.Logged(key)))]);
        for (var i = 0; i < Keys.Length; i += 2)
        {
            await trial.CommitAsync(trial.Commit(StoreTrial.Key(Keys[i]), versions[i], null));
        }

        for (var i = 1; i < Keys.Length; i += 4)
        {
            await trial.Store.DeleteKeyAsync(StoreTrial.Key(Keys[i]), trial.Token);
        }

        await trial.SettleAsync();
        for (var i = 0; i < Keys.Length; i++)
        {
            if (i % 4 == 3)
            {
                await trial.ExpectStoredAsync(StoreTrial.Key(Keys[i]), versions[i], Keys[i]);
            }
            else
            {
                await trial.ExpectAbsentAsync(StoreTrial.Key(Keys[i]));
            }
        }
    }

    private static async Task Names_OfRecordsAndConsumers_AreDistinct(StoreTrial trial)
    {
        string[] names = ["name", "Name", "name ", "n\u00E4me", "na\u0308me", "a/b", "'"];
        for (var i = 0; i < names.Length; i++)
        {
            Expect.Greater(await trial.Store.SaveRecordAsync(names[i], 0, StoreTrial.Text($"{i}"), trial.Token), 0, "the version of a new record");
            await trial.Store.SaveCheckpointAsync(names[i], 0, i, trial.Token);
        }

        await trial.SettleAsync();
        for (var i = 0; i < names.Length; i++)
        {
            Expect.Bytes(StoreTrial.Text($"{i}"), (await trial.Store.LoadRecordAsync(names[i], trial.Token)).Value, $"the record '{names[i]}'");
            Expect.Equal(i, await trial.Store.LoadCheckpointAsync(names[i], 0, trial.Token), $"the checkpoint of '{names[i]}'");
        }
    }
}
