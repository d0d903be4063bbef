namespace OrleansSessions.Core.Tests;

/// <summary>What arrives, as the README writes it: <c>event 10:00 gap 5m</c>.</summary>
internal sealed record ReadmeStep(string Name, string? At, IReadOnlyDictionary<string, string> Details)
{
    public static ReadmeStep Parse(string text)
    {
        var words = text.Split(' ');
        var details = words.Skip(2).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        return new ReadmeStep(words[0], words.ElementAtOrDefault(1), details);
    }

    public DateTimeOffset Time => ReadmeText.ParseTime(At!);
}
