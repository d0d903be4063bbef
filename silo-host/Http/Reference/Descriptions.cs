using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace OrleansSessions.Host.Http.Reference;

/// <summary>Says of an endpoint what its code does not.</summary>
internal static class Descriptions
{
    public const string ProblemMediaType = "application/problem+json";

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string tag, string name, string summary, string description) =>
        endpoint.WithTags(tag).WithName(name).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            // Here, as what the code's comments say of the handler would stand before what is said with the route.
            (operation.Summary, operation.Description) = (summary, description);
            return Task.CompletedTask;
        });

    /// <summary>The answer when all went well.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, string example) =>
        endpoint.Produces<T>(StatusCodes.Status200OK, "application/json").Example(StatusCodes.Status200OK, "application/json", JsonNode.Parse(example)!);

    /// <summary>The statuses of errors.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Union([StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable]))
        {
            endpoint.ProducesProblem(status);
            endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
            {
                Responses.Complete(operation, status);
                return Task.CompletedTask;
            });
        }

        return endpoint;
    }

    /// <summary>A value of the query, of the path, or of a header.</summary>
    public static RouteHandlerBuilder Takes(
        this RouteHandlerBuilder endpoint, ParameterLocation place, string name, JsonSchemaType type, string description, JsonNode example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            // What the code says of it already is said better here.
            var known = operation.Parameters.FirstOrDefault(parameter => parameter.Name == name);
            if (known is not null)
            {
                operation.Parameters.Remove(known);
            }

            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = place,
                Required = place == ParameterLocation.Path,
                Description = description,
                Schema = new OpenApiSchema { Type = type },
                Example = example,
            });
            return Task.CompletedTask;
        });

    /// <summary>What the body may be, by media type.</summary>
    public static RouteHandlerBuilder TakesBody(
        this RouteHandlerBuilder endpoint, string description, bool isRequired, params (string MediaType, OpenApiSchema Schema, JsonNode Example)[] contents) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = description,
                Required = isRequired,
                Content = contents.ToDictionary(
                    content => content.MediaType,
                    content => new OpenApiMediaType { Schema = content.Schema, Example = content.Example.DeepClone() }),
            };
            return Task.CompletedTask;
        });

    /// <summary>Another form of the answer.</summary>
    public static RouteHandlerBuilder AlsoAnswers(this RouteHandlerBuilder endpoint, string mediaType, string description, string example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            Responses.Find(operation, StatusCodes.Status200OK)?.Content?.Add(mediaType, new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = description },
                Example = JsonValue.Create(example),
            });
            return Task.CompletedTask;
        });

    public static RouteHandlerBuilder Example(this RouteHandlerBuilder endpoint, int status, string mediaType, JsonNode example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (Responses.Find(operation, status)?.Content?.TryGetValue(mediaType, out var content) == true)
            {
                content.Example = example.DeepClone();
            }

            return Task.CompletedTask;
        });
}
