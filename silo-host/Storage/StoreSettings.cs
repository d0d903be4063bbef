using Npgsql;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Storage;

/// <summary>The store that the settings ask for.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Place">The file, or the connection string.</param>
internal sealed record StoreSettings(StoreKind Kind, string Place)
{
    private const string FileName = "sessions.db";

    /// <summary>Reads them; what is wrong is added to the problems.</summary>
    public static StoreSettings Read(SessionsSettings settings, List<string> problems)
    {
        if (settings.PostgreSql is { } connection && !IsConnectionString(connection))
        {
            problems.Add(
                $"{SessionsSettings.Section}:{nameof(settings.PostgreSql)} must be a connection string with a Host, as Npgsql reads it "
                + "(Host=…;Database=…;Username=…), but is something else, which is not shown, as it may hold a password.");
        }

        var otherwise = settings.PostgreSql is null ? StoreKind.Sqlite : StoreKind.Postgres;
        if (settings.Store is not { } named)
        {
            return Create(otherwise, settings);
        }

        if (!Enum.GetNames<StoreKind>().Contains(named, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{SessionsSettings.Section}:{nameof(settings.Store)} must be sqlite, memory or postgres, but is '{named}'.");
            return Create(otherwise, settings);
        }

        var kind = Enum.Parse<StoreKind>(named, ignoreCase: true);
        if ((kind == StoreKind.Postgres) != (settings.PostgreSql is not null))
        {
            problems.Add(kind == StoreKind.Postgres
                ? $"{SessionsSettings.Section}:{nameof(settings.PostgreSql)} must be the connection string of the server, but is not set."
                : $"{SessionsSettings.Section}:{nameof(settings.PostgreSql)} is set, but {SessionsSettings.Section}:{nameof(settings.Store)} is {named}.");
        }

        return Create(kind, settings);
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            return false;
        }
    }

    private static StoreSettings Create(StoreKind kind, SessionsSettings settings) => new(kind, kind switch
    {
        StoreKind.Sqlite => Path.GetFullPath(Path.Combine(settings.Data, FileName)),
        StoreKind.Postgres => settings.PostgreSql ?? "",
        _ => "",
    });
}
