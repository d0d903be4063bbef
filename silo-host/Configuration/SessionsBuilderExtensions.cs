using OrleansSessions.Fields;

namespace OrleansSessions.Host.Configuration;

internal static class SessionsBuilderExtensions
{
    public static SessionsBuilder AddConfigured(this SessionsBuilder sessions, IEnumerable<ConfiguredSessionizer> sessionizers)
    {
        foreach (var sessionizer in sessionizers)
        {
            var builder = sessions.AddSessionizer(sessionizer.Name, new FieldAggregator(sessionizer.Aggregates))
                .Configure(sessionizer.Configure);
            if (sessionizer.EndWhen is { } end)
            {
                builder.EndWhen(end.IsMatch);
            }
        }

        return sessions;
    }
}
