using OrleansSessions.Core.Tests;

namespace OrleansSessions.Server.Tests;

/// <summary>The table of Core's README that needs the server: a sessionizer's watermark is made of its sources'.</summary>
public sealed class ReadmeSourcesTests
{
    [Fact]
    public void Table_Run_GivesWhatTheReadmeSays()
    {
        var table = ReadmeTables.All.Single(table => table.Kind == ReadmeTables.ServerKind);
        var run = new SourcesRun(table);

        Assert.NotEmpty(table.Rows);
        Assert.Equal(table.Rows, table.Rows.Select(run.Run).ToArray());
    }
}
