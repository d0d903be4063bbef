namespace OrleansSessions.Cluster.Tests;

/// <summary>Waits for what other processes do, of which no event tells.</summary>
internal static class Eventually
{
    /// <exception cref="TimeoutException">It did not come true in time; the message says what.</exception>
    public static async Task Async(string what, TimeSpan patience, TimeSpan pause, Func<Task<bool>> isTrue)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        while (!await isTrue())
        {
            if (clock.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"Within {patience} it did not come about that {what}.");
            }

            await Task.Delay(pause, clock);
        }
    }
}
