using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansSessions.Host.Access;
using OrleansSessions.Host.Limits;
using OrleansSessions.Host.Storage;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Configuration;

/// <summary>The settings with all defaults, as JSON in their own form; without passwords and the hashes of keys.</summary>
internal static class EffectiveSettings
{
    private const string Hidden = "(hidden)";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Describe(HostSettings settings) => new JsonObject
    {
        ["Urls"] = string.Join(';', settings.Addresses),
        [SessionsSettings.Section] = Sessions(settings),
    }.ToJsonString(Options);

    private static JsonObject Sessions(HostSettings settings)
    {
        var (store, cluster, access) = (settings.Store, settings.Cluster, settings.Access);
        var sessions = new JsonObject { [nameof(SessionsSettings.Store)] = store.Kind.ToString().ToLowerInvariant() };
        if (store.Kind == StoreKind.Sqlite)
        {
            sessions[nameof(SessionsSettings.Data)] = Path.GetDirectoryName(store.Place);
        }
        else if (store.Kind == StoreKind.Postgres)
        {
            sessions[nameof(SessionsSettings.PostgreSql)] = WithoutPassword(store.Place);
        }

        if (cluster.Redis is { } redis)
        {
            sessions[nameof(SessionsSettings.Redis)] = redis.ToString(includePassword: false);
            sessions[nameof(SessionsSettings.Cluster)] = cluster.Name;
            sessions[nameof(SessionsSettings.ProbeTimeout)] = Text(cluster.ProbeTimeout);
            sessions[nameof(SessionsSettings.Address)] = cluster.Address.ToString();
        }

        sessions[nameof(SessionsSettings.SiloPort)] = cluster.SiloPort;
        sessions[nameof(SessionsSettings.GatewayPort)] = cluster.GatewayPort;
        sessions[nameof(SessionsSettings.Limits)] = Limits(settings.Limits);
        sessions[nameof(SessionsSettings.Open)] = access.IsOpen;
        sessions[nameof(SessionsSettings.Dashboard)] = settings.HasDashboard;
        sessions[nameof(SessionsSettings.Cors)] = Array(access.Origins);
        sessions[nameof(SessionsSettings.Keys)] = Object(access.Keys, key => key.Name, Key);
        sessions[nameof(SessionsSettings.Sessionizers)] = Object(settings.Sessionizers, sessionizer => sessionizer.Name.Value, Sessionizer);
        return sessions;
    }

    private static JsonObject Limits(HostLimits limits) => new()
    {
        [nameof(limits.BodyBytes)] = limits.BodyBytes,
        [nameof(limits.DecompressedBytes)] = limits.DecompressedBytes,
        [nameof(limits.ArrayBytes)] = limits.ArrayBytes,
        [nameof(limits.BodyTime)] = Text(limits.BodyTime),
        [nameof(limits.Lines)] = limits.Lines,
        [nameof(limits.RejectedLines)] = limits.RejectedLines,
        [nameof(limits.LineBytes)] = limits.LineBytes,
        [nameof(limits.Event.KeyBytes)] = limits.Event.KeyBytes,
        [nameof(limits.Event.Fields)] = limits.Event.Fields,
        [nameof(limits.Event.FieldNameBytes)] = limits.Event.FieldNameBytes,
        [nameof(limits.Event.FieldBytes)] = limits.Event.FieldBytes,
        [nameof(limits.EventsInFlight)] = limits.EventsInFlight,
        [nameof(limits.BytesInFlight)] = limits.BytesInFlight,
        [nameof(limits.StreamReaders)] = limits.StreamReaders,
    };

    private static JsonObject Key(AccessKey key) => new()
    {
        [nameof(KeySettings.Hash)] = Hidden,
        [nameof(KeySettings.Roles)] = Array(key.Roles.Order().Select(role => role.ToString().ToLowerInvariant())),
        [nameof(KeySettings.Sessionizers)] = Array(key.Sessionizers?.Order(StringComparer.Ordinal) ?? Enumerable.Repeat("*", 1)),
        [nameof(KeySettings.Rate)] = key.Rate,
    };

    private static JsonObject Sessionizer(ConfiguredSessionizer sessionizer)
    {
        var options = new SessionizerOptions();
        sessionizer.Configure(options);
        return new JsonObject
        {
            [nameof(options.Gap)] = Text(options.Gap),
            [nameof(options.LongestGap)] = Text(options.LongestGap),
            [nameof(options.Boundary)] = options.Boundary.ToString(),
            [nameof(options.Clock)] = options.Clock.ToString(),
            [nameof(options.AllowedLateness)] = Text(options.AllowedLateness),
            [nameof(options.OutOfOrderness)] = Text(options.OutOfOrderness),
            [nameof(options.SourceIdleTimeout)] = Text(options.SourceIdleTimeout) ?? SessionizerSettings.Never,
            [nameof(options.MaxAhead)] = Text(options.MaxAhead) ?? SessionizerSettings.Any,
            [nameof(options.MaxDuration)] = Text(options.MaxDuration),
            [nameof(options.MaxEvents)] = options.MaxEvents,
            [nameof(options.MaxStateBytes)] = options.MaxStateBytes is { } bytes ? bytes : SessionizerSettings.Any,
            [nameof(options.ProducerRetention)] = Text(options.ProducerRetention),
            [nameof(options.MaxProducers)] = options.MaxProducers,
            [nameof(options.Expiry)] = options.Expiry.ToString(),
            [nameof(options.ScanInterval)] = Text(options.ScanInterval),
            [nameof(SessionizerSettings.EndWhen)] = sessionizer.EndWhen is { } end
                ? new JsonObject { [nameof(end.Field)] = end.Field, [nameof(end.Value)] = end.Value }
                : null,
            [nameof(SessionizerSettings.Aggregates)] = Array(sessionizer.Aggregates.Select(aggregate => aggregate.Name)),
        };
    }

    private static string? Text(TimeSpan? duration) => duration?.ToString("c");

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static JsonObject Object<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonObject> describe)
    {
        var described = new JsonObject();
        foreach (var item in items)
        {
            described[name(item)] = describe(item);
        }

        return described;
    }

    private static string WithoutPassword(string connection)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connection };
        foreach (var name in parts.Keys.Cast<string>().Where(name => name.Contains("password", StringComparison.OrdinalIgnoreCase) || name.Equals("pwd", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            parts[name] = Hidden;
        }

        return parts.ConnectionString;
    }
}
