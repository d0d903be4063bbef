namespace OrleansSessions.ClientSample;

/// <summary>How long a client waits for a silo that does not answer, as one that is being built or starts.</summary>
internal sealed class SiloPatience(string gateway, TimeSpan limit, TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private long? began;

    /// <summary>Whether it has been waited for in vain.</summary>
    public bool IsOver { get; private set; }

    public async Task<bool> ShouldRetryAsync(Exception exception, CancellationToken cancellationToken)
    {
        if (began is null)
        {
            await output.WriteLineAsync($"Waiting for a silo at {gateway}. To start one: dotnet run --project silo-host");
            began = clock.GetTimestamp();
        }

        if (clock.GetElapsedTime(began.Value) >= limit)
        {
            IsOver = true;
            return false;
        }

        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }
}
