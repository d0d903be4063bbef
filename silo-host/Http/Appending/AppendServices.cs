using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Http.Bodies;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http.Appending;

/// <summary>What requests with events share.</summary>
internal sealed record AppendServices(
    SessionClients Clients, HostLimits Limits, InFlight InFlight, IHostApplicationLifetime Lifetime, TimeProvider Clock);
