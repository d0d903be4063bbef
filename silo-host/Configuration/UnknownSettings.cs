namespace OrleansSessions.Host.Configuration;

/// <summary>
/// Finds what stands in the settings and means nothing: a misspelt setting would otherwise leave its default in force, unnoticed.
/// </summary>
internal static class UnknownSettings
{
    /// <summary>Looks through the whole section <c>Sessions</c>, and for another that was meant to be it.</summary>
    public static void Find(IConfiguration configuration, List<string> problems)
    {
        foreach (var section in configuration.GetChildren().Where(section =>
            section.GetChildren().Any()
            && !string.Equals(section.Key, SessionsSettings.Section, StringComparison.OrdinalIgnoreCase)
            && NameDistance.Between(section.Key, SessionsSettings.Section) <= 2))
        {
            problems.Add($"There is no section '{section.Key}'; did you mean {SessionsSettings.Section}?");
        }

        Find(configuration.GetSection(SessionsSettings.Section), typeof(SessionsSettings), problems);
    }

    /// <summary>Compares a section with the type that it is read into.</summary>
    public static void Find(IConfigurationSection section, Type type, List<string> problems)
    {
        if (type == typeof(string))
        {
            if (section.GetChildren().FirstOrDefault() is { } child)
            {
                problems.Add($"{section.Path} is one value, but has {child.Key} below it.");
            }
        }
        else if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add($"{section.Path} is not one value: {(type == typeof(List<string>) ? $"write {section.Path}:0" : "its settings stand below it")}.");
        }
        else if (!type.IsGenericType)
        {
            FindAmong(section, type, problems);
        }
        else
        {
            foreach (var child in section.GetChildren())
            {
                Find(child, type.GetGenericArguments()[^1], problems);
            }
        }
    }

    private static void FindAmong(IConfigurationSection section, Type type, List<string> problems)
    {
        var properties = type.GetProperties();
        foreach (var child in section.GetChildren())
        {
            if (properties.FirstOrDefault(property => string.Equals(property.Name, child.Key, StringComparison.OrdinalIgnoreCase)) is { } known)
            {
                Find(child, known.PropertyType, problems);
            }
            else
            {
                var names = properties.Select(property => property.Name);
                problems.Add($"There is no setting {child.Path}; {Suggest(child.Key, names)}");
            }
        }
    }

    private static string Suggest(string name, IEnumerable<string> names)
    {
        var nearest = names.MinBy(candidate => NameDistance.Between(name, candidate))!;
        return NameDistance.Between(name, nearest) <= Math.Max(2, name.Length / 3)
            ? $"did you mean {nearest}?"
            : $"there are: {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
    }
}
