using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class SubscriberClasses
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} has subscriber grains of type '{GrainType}', which this silo has not: what closes while no silo has them is not delivered to them. Add the class to every silo.")]
    private static partial void LogMissing(ILogger logger, SiloAddress silo, string grainType);
}
