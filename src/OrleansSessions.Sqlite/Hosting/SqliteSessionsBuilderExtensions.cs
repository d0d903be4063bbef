using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSessions.Server;
using OrleansSessions.Sqlite;

namespace Orleans.Hosting;

/// <summary>Sessions in a SQLite file.</summary>
public static class SqliteSessionsBuilderExtensions
{
    /// <summary>Keeps sessions in a SQLite file, which this silo opens at start and closes when it has stopped.</summary>
    /// <param name="builder">The sessions of the silo.</param>
    /// <param name="path">The file; see <see cref="SqliteSessionStoreOptions.Path"/>.</param>
    public static SessionsBuilder UseSqlite(this SessionsBuilder builder, string path) =>
        UseSqlite(builder, options => options.Path = path);

    /// <summary>Keeps sessions in a SQLite file, which this silo opens at start and closes when it has stopped.</summary>
    /// <param name="builder">The sessions of the silo.</param>
    /// <param name="configure">Sets where it is and what it keeps; wrong values stop the silo at start.</param>
    public static SessionsBuilder UseSqlite(this SessionsBuilder builder, Action<SqliteSessionStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<SqliteSessionStoreOptions>().Configure(configure);
        builder.Services.AddSingleton<ISessionStore>(services => new SqliteSessionStore(
            services.GetRequiredService<IOptions<SqliteSessionStoreOptions>>().Value,
            services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Grains),
            services.GetRequiredService<ILogger<SqliteSessionStore>>()));
        return builder;
    }
}
