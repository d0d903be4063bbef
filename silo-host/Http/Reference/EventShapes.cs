using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace OrleansSessions.Host.Http.Reference;

/// <summary>Events, as they may be sent.</summary>
internal static class EventShapes
{
    public static OpenApiSchema Lines { get; } = new()
    {
        Type = JsonSchemaType.String,
        Description = "One JSON object a line, as in application/json.",
    };

    public static OpenApiSchema Events { get; } = new()
    {
        Type = JsonSchemaType.Array,
        Description = "Held as a whole, unlike lines: for large bodies, lines are better.",
        Items = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "key" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["key"] = Text("The session key, 1 to 512 bytes of UTF-8."),
                ["timestamp"] = Text("When it happened: ISO-8601 with an offset, or epoch milliseconds as a number. Needed on event time.", JsonSchemaType.String | JsonSchemaType.Integer),
                ["gap"] = Text("The inactivity that ends the session after it, as 5m or in milliseconds, where the sessionizer allows it.", JsonSchemaType.String | JsonSchemaType.Integer),
                ["producer"] = Text("Who sends it; with a sequence, so that it does not count again when it is sent again."),
                ["sequence"] = Text("Greater than that of what this producer has sent to the key before.", JsonSchemaType.Integer),
            },
            AdditionalPropertiesAllowed = true,
        },
    };

    public static OpenApiSchema CloudEvent { get; } = CreateCloudEvent();

    public static OpenApiSchema CloudEvents { get; } = new() { Type = JsonSchemaType.Array, Items = CreateCloudEvent() };

    public static JsonNode LinesExample { get; } = JsonValue.Create("{\"key\":\"ann\",\"timestamp\":\"2026-01-01T12:00:00Z\",\"path\":\"/home\"}\n{\"key\":\"bob\",\"timestamp\":1767268801000,\"path\":\"/cart\"}\n");

    public static JsonNode EventsExample { get; } = JsonNode.Parse("""[{"key":"ann","timestamp":"2026-01-01T12:00:00Z","path":"/home"}]""")!;

    public static JsonNode CloudEventExample { get; } = JsonNode.Parse(
        """{"specversion":"1.0","id":"1","source":"/shop","type":"page.viewed","subject":"ann","time":"2026-01-01T12:00:00Z","data":{"path":"/home"}}""")!;

    public static JsonNode CloudEventsExample { get; } = new JsonArray(CloudEventExample.DeepClone());

    public static OpenApiSchema Text(string description, JsonSchemaType type = JsonSchemaType.String) => new() { Type = type, Description = description };

    /// <summary>A small body.</summary>
    public static OpenApiSchema Body(params (string Name, OpenApiSchema Schema)[] properties) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = properties.ToDictionary(property => property.Name, property => (IOpenApiSchema)property.Schema),
    };

    private static OpenApiSchema CreateCloudEvent() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A CloudEvent 1.0. The key is partitionkey, or else subject. It is recognised when it comes again by producer and sequence, not by id.",
        Required = new HashSet<string> { "specversion", "id", "source", "type" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["specversion"] = Text("1.0."),
            ["id"] = Text("Not empty."),
            ["source"] = Text("Not empty."),
            ["type"] = Text("Not empty."),
            ["subject"] = Text("The session key, where there is no partitionkey."),
            ["partitionkey"] = Text("The session key."),
            ["time"] = Text("When it happened. Needed on event time."),
            ["gap"] = Text("The inactivity that ends the session after it, where the sessionizer allows it."),
            ["producer"] = Text("Who sends it; with a sequence."),
            ["sequence"] = Text("A whole number.", JsonSchemaType.String | JsonSchemaType.Integer),
            ["data"] = new OpenApiSchema { Description = "An object, whose properties are the fields; anything else is the field data." },
        },
        AdditionalPropertiesAllowed = true,
    };
}
