using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Api;

/// <summary>A service whose limits are so small that a test reaches them.</summary>
public sealed class LimitedService() : ServiceProcess(
    "--Sessions:Store=memory",
    "--Sessions:Limits:BodyBytes=20000", "--Sessions:Limits:DecompressedBytes=30000", "--Sessions:Limits:ArrayBytes=4096",
    "--Sessions:Limits:BodyTime=1s", "--Sessions:Limits:Lines=200", "--Sessions:Limits:RejectedLines=5",
    "--Sessions:Limits:LineBytes=1024", "--Sessions:Limits:KeyBytes=20", "--Sessions:Limits:Fields=3",
    "--Sessions:Limits:FieldNameBytes=10", "--Sessions:Limits:FieldBytes=40", "--Sessions:Limits:EventsInFlight=3", "--Sessions:Limits:StreamReaders=2");
