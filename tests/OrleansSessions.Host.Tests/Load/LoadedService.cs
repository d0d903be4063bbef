using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Load;

/// <summary>The service as it is by default, with its store in a folder, and sessionizers for load.</summary>
public sealed class LoadedService : ServiceProcess
{
    private readonly string folder;

    public LoadedService()
        : this(Path.Combine(Path.GetTempPath(), $"orleanssessions-{Guid.NewGuid():N}"))
    {
    }

    private LoadedService(string folder)
        : base(
            $"--Sessions:Data={folder}",
            "--Sessions:Sessionizers:streamed:Clock=EventTime", "--Sessions:Sessionizers:streamed:Gap=1h", "--Sessions:Sessionizers:streamed:Aggregates:0=sum_n",
            "--Sessions:Sessionizers:streamed:SourceIdleTimeout=never", "--Sessions:Sessionizers:streamed:MaxAhead=any", "--Sessions:Sessionizers:streamed:ProducerRetention=1s",
            "--Sessions:Sessionizers:overloaded:Gap=1d") => this.folder = folder;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
