namespace OrleansSessions.ClientSample;

/// <summary>How long a client waits for a silo that does not answer, as one that is starting. Orleans by itself would for minutes.</summary>
internal sealed class SiloPatience(string gateway, TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private long? began;

    public async Task<bool> ShouldRetryAsync(Exception exception, CancellationToken cancellationToken)
    {
        if (began is null)
        {
            await output.WriteLineAsync($"Waiting for a silo at {gateway}.");
            began = clock.GetTimestamp();
        }

        if (clock.GetElapsedTime(began.Value) >= Limit)
        {
            return false;
        }

        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }
}
