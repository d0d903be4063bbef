namespace OrleansSessions.Host.Json;

internal static class EventParserExtensions
{
    /// <summary>Reads what was read of the input, or tells why it was not.</summary>
    public static InputLine Parse(this IEventParser parser, NumberedJson item) =>
        item.Problem is null ? parser.Parse(item.Json.Span) : new InputLine { Problem = item.Problem };
}
