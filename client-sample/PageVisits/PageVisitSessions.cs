using OrleansSessions.Server;

namespace OrleansSessions.ClientSample;

/// <summary>The sessionizer: its name, which silo and client share, and its definition, which the silos have.</summary>
public static class PageVisitSessions
{
    /// <summary>The inactivity that ends a visit.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(30);

    /// <summary>By this a client finds it; another event type does not compile.</summary>
    public static readonly SessionName<PageRequest, PageVisit> Name = new(NameText);

    internal const string NameText = "page-visits";

    /// <summary>Adds it to a silo. The times are those of the log, so it is on event time.</summary>
    public static ISiloBuilder AddPageVisits(this ISiloBuilder silo) => silo.AddSessions(sessions => sessions
        .AddSessionizer(Name, new PageVisitAggregator())
        .Configure(options =>
        {
            options.Clock = SessionClock.EventTime;
            options.Gap = Gap;
        }));
}
