using OrleansSessions.Servers;

namespace OrleansSessions.Cluster.Tests;

public sealed class ComposeFileTests
{
    [Fact]
    public async Task ComposeFile_ByDockerCompose_IsValid()
    {
        using var compose = ChildProcess.Start(
            DebianPackage.Require("docker-compose", "docker-compose"),
            ["-f", Path.Combine(AppContext.BaseDirectory, "docker-compose.yml"), "config"],
            new Dictionary<string, string>());

        Assert.True(await compose.WaitForExitAsync(TimeSpan.FromSeconds(60)) == 0, compose.Output);
    }
}
