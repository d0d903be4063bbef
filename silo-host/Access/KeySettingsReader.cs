using System.Collections.Frozen;
using System.Globalization;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Access;

/// <summary>Reads the keys of the settings, and tells all mistakes at once.</summary>
internal static class KeySettingsReader
{
    private const string All = "*";

    /// <summary>Those without a mistake; what is wrong is added to the problems. A hash is never part of a message: it may be a key.</summary>
    public static IReadOnlyList<AccessKey> Read(
        IReadOnlyDictionary<string, KeySettings> settings, IReadOnlyCollection<string> sessionizers, List<string> problems)
    {
        var keys = new List<AccessKey>();
        foreach (var (name, setting) in settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var before = problems.Count;
            var key = Read(name, setting ?? new KeySettings(), sessionizers, problem => problems.Add($"{SessionsSettings.Section}:{nameof(SessionsSettings.Keys)}:{name}: {problem}"));
            if (key is not null && keys.Find(other => other.Hash!.Equals(key.Hash)) is { } twin)
            {
                problems.Add($"{SessionsSettings.Section}:{nameof(SessionsSettings.Keys)}:{name}: the key is that of '{twin.Name}' too; each name needs a key of its own.");
            }

            if (key is not null && problems.Count == before)
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private static AccessKey? Read(string name, KeySettings settings, IReadOnlyCollection<string> sessionizers, Action<string> add)
    {
        if (!SessionNames.IsValid(name))
        {
            add("a name has 1 to 64 of a-z, 0-9, '-' and '_' and begins with a letter or digit.");
        }

        if (!KeyHash.TryParse(settings.Hash, out var hash))
        {
            add($"Hash must be {KeyHash.Form}, but is {(string.IsNullOrEmpty(settings.Hash) ? "not set" : "something else, which is not shown, as it may be a key")}.");
        }

        return new AccessKey(
            name, hash ?? KeyHash.Of(KeyHash.CreateKey()), ReadRoles(settings.Roles, add), ReadSessionizers(settings.Sessionizers, sessionizers, add), ReadRate(settings.Rate, add));
    }

    private static FrozenSet<AccessRole> ReadRoles(List<string> texts, Action<string> add)
    {
        var names = string.Join(", ", Enum.GetNames<AccessRole>().Select(role => role.ToLowerInvariant()));
        if (texts.Count == 0)
        {
            add($"Roles is empty: at least one of {names} is needed.");
        }

        var roles = new HashSet<AccessRole>();
        foreach (var text in texts)
        {
            if (Enum.GetNames<AccessRole>().Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                roles.Add(Enum.Parse<AccessRole>(text, ignoreCase: true));
            }
            else
            {
                add($"a role must be one of {names}, but is '{text}'.");
            }
        }

        return roles.ToFrozenSet();
    }

    private static FrozenSet<string>? ReadSessionizers(List<string> names, IReadOnlyCollection<string> sessionizers, Action<string> add)
    {
        if (names.Count == 0)
        {
            add($"Sessionizers is empty: names are needed, or {All} for all.");
        }

        foreach (var name in names.Where(name => name != All && !sessionizers.Contains(name)))
        {
            add($"there is no sessionizer '{name}'; there are: {string.Join(", ", sessionizers)}.");
        }

        return names.Contains(All) ? null : names.ToFrozenSet(StringComparer.Ordinal);
    }

    private static int? ReadRate(string? text, Action<string> add)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate >= 1)
        {
            return rate;
        }

        add($"Rate must be a whole number of requests per second, at least 1, but is '{text}'.");
        return null;
    }
}
