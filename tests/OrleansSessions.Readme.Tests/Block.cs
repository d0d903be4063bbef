namespace OrleansSessions.Readme.Tests;

/// <summary>A fenced block of a document.</summary>
/// <param name="Heading">The heading that it is under; empty above the first.</param>
/// <param name="Before">The line before it.</param>
/// <param name="Language">What it is in.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record Block(string Heading, string Before, string Language, IReadOnlyList<string> Lines)
{
    public const string Shell = "sh";

    public const string Output = "text";

    public const string Code = "csharp";

    public const string Settings = "json";
}
