namespace OrleansSessions.Host.Storage;

internal static class StoreExtensions
{
    /// <summary>Keeps sessions where the settings say.</summary>
    public static SessionsBuilder UseStore(this SessionsBuilder sessions, StoreSettings store) => store.Kind switch
    {
        StoreKind.Sqlite => sessions.UseSqlite(store.Place),
        StoreKind.Postgres => sessions.UsePostgreSql(options => options.ConnectionString = store.Place),
        // The server's own default.
        _ => sessions,
    };
}
