namespace OrleansSessions.Host.Configuration;

internal static class SettingsValidation
{
    /// <summary>
    /// Checks the silo's settings before it is created: at its start a mistake would be logged with a stack trace as well, and
    /// some would be found as something else.
    /// </summary>
    /// <exception cref="OrleansConfigurationException">The message has one line for each mistake.</exception>
    public static void ValidateSettings(this IServiceProvider services)
    {
        foreach (var validator in services.GetServices<IConfigurationValidator>())
        {
            validator.ValidateConfiguration();
        }
    }
}
