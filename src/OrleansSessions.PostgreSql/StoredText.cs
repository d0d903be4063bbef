using System.Text;

namespace OrleansSessions.PostgreSql;

/// <summary>
/// Texts as PostgreSQL can hold them. Its <c>text</c> can hold every character but U+0000, which a session key may have.
/// </summary>
/// <remarks>
/// U+0000 is stored as the two characters <c>␀0</c>, and the sign U+2400 itself as <c>␀␀</c>, so that what is stored reads back as
/// it was, and every other text is stored as it is.
/// </remarks>
internal static class StoredText
{
    private const char Sign = '\u2400';

    public static string Encode(string text) => text.AsSpan().ContainsAny('\0', Sign)
        ? text.Replace("\u2400", "\u2400\u2400", StringComparison.Ordinal).Replace("\0", "\u24000", StringComparison.Ordinal)
        : text;

    public static string Decode(string stored)
    {
        if (!stored.Contains(Sign, StringComparison.Ordinal))
        {
            return stored;
        }

        var text = new char[stored.Length];
        var length = 0;
        for (var i = 0; i < stored.Length; i++)
        {
            text[length++] = stored[i] != Sign ? stored[i] : stored[++i] == '0' ? '\0' : Sign;
        }

        return new string(text, 0, length);
    }

    /// <summary>A text for people to read, not to be read back: U+0000 is shown as ␀, unpaired surrogates as U+FFFD.</summary>
    public static string Show(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', Sign);
}
