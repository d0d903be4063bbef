namespace OrleansSessions.Host.Configuration;

internal static class SettingsValidation
{
    /// <summary>
    /// Checks the silo's settings before it is created: at its start a mistake would be logged with a stack trace as well, and
    /// some would be found as something else.
    /// </summary>
    /// <returns>A line for each mistake.</returns>
    public static IReadOnlyList<string> FindBrokenRules(this IServiceProvider services)
    {
        var broken = new List<string>();
        foreach (var validator in services.GetServices<IConfigurationValidator>())
        {
            try
            {
                validator.ValidateConfiguration();
            }
            catch (OrleansConfigurationException exception)
            {
                broken.AddRange(exception.Message.Split(Environment.NewLine));
            }
        }

        return broken;
    }
}
