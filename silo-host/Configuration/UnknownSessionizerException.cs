namespace OrleansSessions.Host.Configuration;

/// <summary>A sessionizer was asked for that the settings do not define.</summary>
internal sealed class UnknownSessionizerException(string name, IEnumerable<string> names)
    : Exception($"There is no sessionizer '{name}'; there are: {string.Join(", ", names)}.");
