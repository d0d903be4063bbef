namespace OrleansSessions.Core.Tests;

/// <summary>Sessionizer, key, start, ordinal and the id that they make.</summary>
internal sealed class IdsRun : IReadmeRun
{
    public string[] Run(string[] row) =>
    [
        .. row.Take(4),
        $"`{SessionId.Create(row[0], row[1], ReadmeText.ParseTime(row[2]), (int)ReadmeText.ParseNumber(row[3]))}`",
    ];
}
