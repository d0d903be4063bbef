using Microsoft.Extensions.Configuration.Json;

namespace OrleansSessions.Host.Configuration;

/// <summary>The files that settings come from.</summary>
internal static partial class SettingsFiles
{
    /// <summary>Adds a file that goes before those beside the program, and behind the environment and the command line.</summary>
    public static void Add(ConfigurationManager configuration, string path)
    {
        var source = new JsonConfigurationSource { Path = path, ReloadOnChange = true };
        source.ResolveFileProvider();
        var sources = ((IConfigurationBuilder)configuration).Sources;
        sources.Insert(sources.ToList().FindLastIndex(other => other is JsonConfigurationSource) + 1, source);
    }

    /// <summary>Tells of a file that can not be read any more; what it said stays in force.</summary>
    public static void LogUnreadable(IConfiguration configuration, ILogger logger)
    {
        foreach (var provider in ((IConfigurationRoot)configuration).Providers.OfType<FileConfigurationProvider>())
        {
            provider.Source.OnLoadException = context => LogUnreadable(logger, context.Provider.Source.Path, context.Exception.GetBaseException().Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed settings in {File} can not be read, so nothing has changed: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string? file, string reason);
}
