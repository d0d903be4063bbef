namespace OrleansSessions.Core.Tests;

/// <summary>A table of the README that is run.</summary>
internal sealed record ReadmeTable(
    int Line, string Section, string Kind, IReadOnlyDictionary<string, string> Options, string[] Header, string[][] Rows)
{
    public string? Find(string option) => Options.GetValueOrDefault(option);

    public TimeSpan? FindDuration(string option) => Find(option) is { } text ? ReadmeText.ParseDuration(text) : null;

    public long? FindNumber(string option) => Find(option) is { } text ? ReadmeText.ParseNumber(text) : null;
}
