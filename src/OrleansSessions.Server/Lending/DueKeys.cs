namespace OrleansSessions.Server;

/// <summary>Keys of one sessionizer that somebody found due.</summary>
internal static class DueKeys
{
    /// <summary>Closes what is due of keys that can be lent, all at once.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="services">The silo's.</param>
    /// <param name="watermark">By which they were found.</param>
    /// <param name="keys">The keys; null for one that this silo does not have.</param>
    /// <returns>The places of those whose grains have to be called.</returns>
    public static async Task<IReadOnlyList<int>> CloseAsync(
        Sessionizer sessionizer, SessionServices services, Watermark watermark, IReadOnlyList<SiloKey?> keys)
    {
        var answer = new BatchAnswer(keys.Count);
        LocalClose? close = null;
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i] is { } key)
            {
                close ??= new LocalClose(sessionizer, services, watermark, answer);
                close = close.Run(key, i) ? close : null;
            }
            else
            {
                answer.Decline(i);
            }
        }

        // Not in one turn, for a store in this process has answered already and others want the caller's turns too.
        await Task.Yield();
        await answer.Complete;
        return answer.Declined;
    }
}
