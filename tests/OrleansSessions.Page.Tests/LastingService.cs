using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Page.Tests;

/// <summary>A service whose sessions of <c>activity</c> stay open, however long a busy machine takes to look at them.</summary>
public sealed class LastingService() : ServiceProcess("--Sessions:Store=memory", "--Sessions:Sessionizers:activity:Gap=1h");
