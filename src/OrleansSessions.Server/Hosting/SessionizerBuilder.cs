using Microsoft.Extensions.Options;
using OrleansSessions.Server;

namespace Orleans.Hosting;

/// <summary>Configures one sessionizer.</summary>
public sealed class SessionizerBuilder
{
    private readonly OptionsBuilder<SessionizerOptions> options;

    internal SessionizerBuilder(OptionsBuilder<SessionizerOptions> options) => this.options = options;

    /// <summary>Sets options; wrong values stop the silo at start.</summary>
    /// <param name="configure">Sets them.</param>
    public SessionizerBuilder Configure(Action<SessionizerOptions> configure)
    {
        options.Configure(configure);
        return this;
    }
}
