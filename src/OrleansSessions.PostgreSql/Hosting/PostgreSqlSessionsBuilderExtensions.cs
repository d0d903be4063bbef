using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansSessions.PostgreSql;
using OrleansSessions.Server;

namespace Orleans.Hosting;

/// <summary>Sessions on a PostgreSQL server.</summary>
public static class PostgreSqlSessionsBuilderExtensions
{
    /// <summary>Keeps sessions on a PostgreSQL server that the silos of the cluster share.</summary>
    /// <param name="builder">The silo's sessions.</param>
    /// <param name="configure">Says where the server is, and may set bounds.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names all that are.</exception>
    public static SessionsBuilder UsePostgreSql(this SessionsBuilder builder, Action<PostgreSqlSessionStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new PostgreSqlSessionStoreOptions();
        configure(options);
        PostgreSqlSessionStoreOptionsRules.ThrowIfBroken(options);
        builder.Services.AddSingleton<ISessionStore>(services => new PostgreSqlSessionStore(
            options,
            services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Grains),
            services.GetRequiredService<ILoggerFactory>()));
        return builder;
    }
}
