using Orleans.Runtime.Providers;

namespace OrleansSessions.Server;

/// <summary>How long to wait before a batch is delivered again: doubling, within bounds.</summary>
internal sealed class DeliveryPauses(TimeSpan shortest, TimeSpan longest) : IMessageDeliveryBackoffProvider
{
    public TimeSpan Next(int attempt)
    {
        var doublings = Math.Clamp(attempt - 1, 0, 30);
        var pause = shortest * (1L << doublings);
        return pause < longest ? pause : longest;
    }
}
