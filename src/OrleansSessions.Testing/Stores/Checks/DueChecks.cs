namespace OrleansSessions.Testing;

/// <summary>Deadlines and open ends.</summary>
internal static class DueChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(ReadDue_AtTheDeadline_GivesTheKeyAgainAndAgain),
        StoreCheck.Of(ReadDue_DeadlineMoved_GivesOnlyWhatIsDue),
        StoreCheck.Of(ReadDue_SeveralDue_SoonestFirstUpToTheMost),
        StoreCheck.Of(ReadDue_OrderAfterExtensions_IsOfTheNewestDeadlines),
        StoreCheck.Of(ReadDue_ManyExtendedBeforeOneDue_FindsTheOne),
        StoreCheck.Of(ReadDue_KeyRemoved_IsNotDue),
        StoreCheck.Of(ReadDue_KeySetAside_IsNeverDueUntilItHasADeadlineAgain),
        StoreCheck.Of(ReadDue_OtherSessionizer_GivesItsOwn),
        StoreCheck.Of(ReadGreatestOpenEnd_SeveralKeys_IsTheGreatestOfThatSessionizer),
        StoreCheck.Of(ReadOpenKeys_PageByPage_GivesEachOpenKeyOnce),
    ];

    private static async Task ReadDue_AtTheDeadline_GivesTheKeyAgainAndAgain(StoreTrial trial)
    {
        await trial.PutAsync("a", 0, "x", deadline: 20);
        await trial.SettleAsync();
        Expect.Sequence([], await trial.ReadDueAsync(0), "what is due at the beginning of time");
        Expect.Sequence([], await trial.ReadDueAsync(19), "what is due one tick before");
        Expect.Sequence(["a"], await trial.ReadDueAsync(20), "what is due at the deadline");
        Expect.Sequence(["a"], await trial.ReadDueAsync(long.MaxValue), "what is due at the end of time");
    }

    private static async Task ReadDue_DeadlineMoved_GivesOnlyWhatIsDue(StoreTrial trial)
    {
        var later = await trial.PutAsync("later", 0, "x", deadline: 10);
        later = await trial.PutAsync("later", later, "x", deadline: 30);
        var earlier = await trial.PutAsync("earlier", 0, "x", deadline: 40);
        await trial.PutAsync("earlier", earlier, "x", deadline: 15);
        await trial.SettleAsync();
        for (var reading = 0; reading < 2; reading++)
        {
            Expect.Sequence(["earlier"], await trial.ReadDueAsync(29), "what is due before the later deadline");
            Expect.Sequence(["earlier", "later"], await trial.ReadDueAsync(30), "what is due at the later deadline");
        }

        later = await trial.PutAsync("later", later, "x", deadline: 12);
        await trial.PutAsync("later", later, "x", deadline: 50);
        await trial.SettleAsync();
        Expect.Sequence(["earlier"], await trial.ReadDueAsync(49), "what is due after the deadline went back and forth");
        Expect.Sequence(["earlier", "later"], await trial.ReadDueAsync(50), "what is due at the last deadline");
    }

    private static async Task ReadDue_SeveralDue_SoonestFirstUpToTheMost(StoreTrial trial)
    {
        foreach (var i in new[] { 7, 2, 9, 1, 8, 3, 6, 4, 5 })
        {
            await trial.PutAsync($"k{i}", 0, "x", deadline: i * 10);
        }

        await trial.SettleAsync();
        Expect.Sequence(["k1", "k2", "k3"], await trial.ReadDueAsync(1_000, 3), "the three soonest");
        Expect.Sequence(["k1"], await trial.ReadDueAsync(1_000, 1), "the soonest");
        Expect.Sequence(Enumerable.Range(1, 9).Select(i => $"k{i}"), await trial.ReadDueAsync(90, 9), "all");
    }

    private static async Task ReadDue_OrderAfterExtensions_IsOfTheNewestDeadlines(StoreTrial trial)
    {
        var extended = await trial.PutAsync("extended", 0, "x", deadline: 1);
        await trial.PutAsync("second", 0, "x", deadline: 15);
        await trial.PutAsync("first", 0, "x", deadline: 12);
        await trial.PutAsync("extended", extended, "x", deadline: 19);
        await trial.SettleAsync();
        Expect.Sequence(["first"], await trial.ReadDueAsync(20, 1), "the soonest");
        Expect.Sequence(["first", "second"], await trial.ReadDueAsync(20, 2), "the two soonest");
        Expect.Sequence(["first", "second", "extended"], await trial.ReadDueAsync(20, 3), "all");
    }

    private static async Task ReadDue_ManyExtendedBeforeOneDue_FindsTheOne(StoreTrial trial)
    {
        var keys = Enumerable.Range(0, 1_000).Select(i => $"k{i}").ToArray();
        var versions = await trial.CommitAsync([.. keys.Select(key => trial.Commit(StoreTrial.Key(key), 0, "x", deadline: 5))]);
        await trial.CommitAsync([.. keys.Select((key, i) => trial.Commit(StoreTrial.Key(key), versions[i], "x", deadline: 500))]);
        await trial.PutAsync("due", 0, "x", deadline: 10);
        await trial.SettleAsync();
        Expect.Sequence(["due"], await trial.ReadDueAsync(20, 1), "what is due among many extended");
        Expect.Sequence(["due"], await trial.ReadDueAsync(20, 10), "what is due among many extended, asked again,");
        Expect.Equal(1_001, (await trial.ReadDueAsync(500, 5_000)).Count, "the number of keys due in the end");
    }

    private static async Task ReadDue_KeyRemoved_IsNotDue(StoreTrial trial)
    {
        var version = await trial.PutAsync("a", 0, "x", deadline: 10);
        await trial.CommitAsync("a", version, null);
        await trial.SettleAsync();
        Expect.Sequence([], await trial.ReadDueAsync(long.MaxValue), "what is due after the removal");
        await trial.PutAsync("a", 0, "x", deadline: 50);
        await trial.SettleAsync();
        Expect.Sequence([], await trial.ReadDueAsync(49), "what is due by the deadline of a former life");
        Expect.Sequence(["a"], await trial.ReadDueAsync(50), "what is due by the new deadline");
    }

    private static async Task ReadDue_KeySetAside_IsNeverDueUntilItHasADeadlineAgain(StoreTrial trial)
    {
        await trial.PutAsync("born", 0, "x", deadline: null);
        var version = await trial.PutAsync("a", 0, "x", deadline: 10);
        version = await trial.PutAsync("a", version, "y", deadline: null);
        await trial.SettleAsync();
        Expect.Sequence([], await trial.ReadDueAsync(long.MaxValue), "what is due while set aside");
        await trial.ExpectStoredAsync(StoreTrial.Key("a"), version, "y");
        Expect.Equal(true, (await trial.Store.LoadAsync(StoreTrial.Key("a"), trial.Token)).IsSetAside, "whether it is set aside");
        version = await trial.PutAsync("a", version, "z", deadline: null);
        await trial.PutAsync("a", version, "x", deadline: 30);
        Expect.Equal(false, (await trial.Store.LoadAsync(StoreTrial.Key("a"), trial.Token)).IsSetAside, "whether it is set aside with a deadline again");
        await trial.SettleAsync();
        Expect.Sequence(["a"], await trial.ReadDueAsync(30), "what is due with a deadline again");
    }

    private static async Task ReadDue_OtherSessionizer_GivesItsOwn(StoreTrial trial)
    {
        await trial.PutAsync("mine", 0, "x", deadline: 10);
        await trial.CommitAsync(trial.Commit(new("other", "theirs"), 0, "x", deadline: 10));
        await trial.SettleAsync();
        Expect.Sequence(["mine"], await trial.ReadDueAsync(10), "what is due of one sessionizer");
        Expect.Sequence(["theirs"], await trial.ReadDueAsync(10, sessionizer: "other"), "what is due of the other");
        Expect.Sequence([], await trial.ReadDueAsync(10, sessionizer: "third"), "what is due of a third");
    }

    private static async Task ReadGreatestOpenEnd_SeveralKeys_IsTheGreatestOfThatSessionizer(StoreTrial trial)
    {
        Expect.Equal(0, await trial.Store.ReadGreatestOpenEndAsync("s", trial.Token), "the greatest open end of nothing");
        await trial.CommitAsync("a", 0, "x", openEnd: 5);
        var version = await trial.CommitAsync("b", 0, "x", openEnd: 9);
        await trial.CommitAsync("c", 0, "x");
        await trial.SettleAsync();
        Expect.Equal(9, await trial.Store.ReadGreatestOpenEndAsync("s", trial.Token), "the greatest open end");
        Expect.Equal(0, await trial.Store.ReadGreatestOpenEndAsync("other", trial.Token), "the greatest open end of another");
        version = await trial.CommitAsync("b", version, "x", openEnd: 4);
        Expect.Equal(5, await trial.Store.ReadGreatestOpenEndAsync("s", trial.Token), "the greatest open end after it fell");
        await trial.CommitAsync("b", version, "x", openEnd: 11);
        await trial.SettleAsync();
        Expect.Equal(11, await trial.Store.ReadGreatestOpenEndAsync("s", trial.Token), "the greatest open end after it rose");
    }

    private static async Task ReadOpenKeys_PageByPage_GivesEachOpenKeyOnce(StoreTrial trial)
    {
        string[] open = ["A", "a", "a ", "ab", "b", "\u00e9", "\ud83d\ude00"];
        foreach (var key in open)
        {
            await trial.CommitAsync(key, 0, "x", openEnd: 5);
        }

        await trial.CommitAsync("tail", 0, "x");
        await trial.SettleAsync();
        var found = new List<string>();
        IReadOnlyList<string> page;
        do
        {
            page = await trial.Store.ReadOpenKeysAsync("s", found.LastOrDefault(), 2, trial.Token);
            found.AddRange(page);
        }
        while (page.Count > 0);

        Expect.Sequence(open.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal), "the open keys");
        Expect.Sequence([], await trial.Store.ReadOpenKeysAsync("other", null, 2, trial.Token), "the open keys of another");
    }
}
