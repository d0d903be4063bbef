using System.Security.Claims;
using Microsoft.Extensions.Primitives;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Access;

/// <summary>The keys as the settings have them now: a change of the settings takes effect without a restart.</summary>
internal sealed partial class AccessKeys : IDisposable
{
    private readonly IConfiguration configuration;
    private readonly IReadOnlyCollection<string> sessionizers;
    private readonly ILogger<AccessKeys> logger;
    private readonly Lock reading = new();
    private readonly IDisposable changes;

    // What a host that had keys has lost is never taken for a wish to do without.
    private readonly bool isOpenWithoutKeys;

    private IReadOnlyList<AccessKey> keys;
    private AccessKey? everybody;

    public AccessKeys(AccessSettings settings, IReadOnlyCollection<string> sessionizers, IConfiguration configuration, ILogger<AccessKeys> logger)
    {
        (this.configuration, this.sessionizers, this.logger) = (configuration, sessionizers, logger);
        keys = settings.Keys;
        isOpenWithoutKeys = settings.Keys.Count == 0;
        everybody = isOpenWithoutKeys ? AccessKey.CreateEverybody() : null;
        changes = ChangeToken.OnChange(configuration.GetReloadToken, ReadAgain);
    }

    /// <summary>Everybody, while no key is needed; otherwise null.</summary>
    public AccessKey? Everybody => Volatile.Read(ref everybody);

    /// <summary>The key that was sent, or null when there is none such.</summary>
    public AccessKey? Find(string key)
    {
        var hash = KeyHash.Of(key);
        AccessKey? found = null;
        // All are looked at, so that the time tells nothing of which.
        foreach (var candidate in Volatile.Read(ref keys))
        {
            if (candidate.Hash!.Equals(hash))
            {
                found = candidate;
            }
        }

        return found;
    }

    /// <summary>
    /// The key of someone who was authenticated, as it is now; null when it was revoked. What it may do is never part of what
    /// was authenticated, so a sign-in that outlives a request (a cookie) would end with the key too.
    /// </summary>
    public AccessKey? Of(ClaimsPrincipal user) =>
        Everybody is { } all ? all
        : user.FindFirstValue(ClaimTypes.NameIdentifier) is { } text && KeyHash.TryParse(text, out var hash)
            ? Volatile.Read(ref keys).FirstOrDefault(key => key.Hash!.Equals(hash))
            : null;

    public void Dispose() => changes.Dispose();

    private void ReadAgain()
    {
        lock (reading)
        {
            var section = configuration.GetSection(SessionsSettings.Section).GetSection(nameof(SessionsSettings.Keys));
            var problems = new List<string>();
            UnknownSettings.Find(section, typeof(Dictionary<string, KeySettings>), problems);
            var settings = section.Get<Dictionary<string, KeySettings>>() ?? [];
            var read = KeySettingsReader.Read(settings, sessionizers, problems);
            // A key with a mistake is refused: it must never be able to do more than was meant.
            foreach (var problem in problems)
            {
                LogWrong(logger, problem);
            }

            var before = keys;
            var now = read.Select(key => before.FirstOrDefault(key.IsSameAs) ?? key).ToList();
            Volatile.Write(ref keys, now);
            var hadEverybody = everybody;
            Volatile.Write(ref everybody, isOpenWithoutKeys && settings.Count == 0 ? hadEverybody ?? AccessKey.CreateEverybody() : null);
            if (everybody is null)
            {
                hadEverybody?.Revoke();
            }

            var gone = before.Where(key => !now.Contains(key)).ToList();
            gone.ForEach(key => key.Revoke());
            if (gone.Count > 0 || now.Count > before.Count)
            {
                var names = string.Join(", ", now.Select(key => key.Name));
                LogRead(logger, now.Count, names);
            }
        }
    }
}
