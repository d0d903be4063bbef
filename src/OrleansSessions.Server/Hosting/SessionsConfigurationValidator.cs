using Microsoft.Extensions.Options;

namespace OrleansSessions.Server;

/// <summary>Stops a silo whose sessionizers are configured wrongly, with all mistakes at once.</summary>
internal sealed class SessionsConfigurationValidator(
    IEnumerable<SessionizerDefinition> definitions, IOptionsMonitor<SessionizerOptions> options)
    : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var broken = definitions
            .SelectMany(definition => SessionizerOptionsRules.FindBroken(
                definition.Name, options.Get(definition.Name), definition.HasGapSelector))
            .ToList();
        if (broken.Count > 0)
        {
            throw new OrleansConfigurationException(string.Join(Environment.NewLine, broken));
        }
    }
}
