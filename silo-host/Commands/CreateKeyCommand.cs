using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansSessions.Host.Access;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Commands;

/// <summary>Makes a key, and shows it and the settings that let it in.</summary>
internal static class CreateKeyCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Argument<string> Name = new("name")
    {
        Description = "What the settings and the logs call the key: 1 to 64 of a-z, 0-9, '-' and '_'.",
        CustomParser = result =>
        {
            var name = result.Tokens[0].Value;
            if (!SessionNames.IsValid(name))
            {
                result.AddError($"A key's name has 1 to 64 of a-z, 0-9, '-' and '_' and begins with a letter or digit, but is '{name}'.");
            }

            return name;
        },
    };

    private static readonly Option<AccessRole[]> Roles = new("--role")
    {
        Description = "What the key may be used for: ingest, read, or admin, which may all; repeatable.",
        HelpName = "ROLE",
        DefaultValueFactory = _ => [AccessRole.Ingest, AccessRole.Read],
        CustomParser = result =>
        {
            foreach (var token in result.Tokens.Where(token => !Enum.GetNames<AccessRole>().Contains(token.Value, StringComparer.OrdinalIgnoreCase)))
            {
                result.AddError($"--role must be ingest, read or admin, but is '{token.Value}'.");
                return null;
            }

            return [.. result.Tokens.Select(token => Enum.Parse<AccessRole>(token.Value, ignoreCase: true)).Distinct().Order()];
        },
    };

    private static readonly Option<string[]> Sessionizers = new("--sessionizer")
    {
        Description = "A sessionizer that the key may be used for; repeatable. Default: all.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ["*"],
    };

    public static Command Create()
    {
        var command = new Command(
            "create-key",
            "Make a key and write it to standard output, in the first line, and then the settings that let it in. Only its hash is kept there, "
            + "sha256: and the SHA-256 of the key in hexadecimal digits, so the key itself is shown this once. " + ExitCodes.Help)
        {
            Name, Roles, Sessionizers,
        };
        command.SetAction(parsed => Write(
            parsed.GetRequiredValue(Name),
            [.. parsed.GetRequiredValue(Roles).Select(role => role.ToString().ToLowerInvariant())],
            parsed.GetRequiredValue(Sessionizers)));
        return command;
    }

    private static int Write(string name, string[] roles, string[] sessionizers)
    {
        var key = KeyHash.CreateKey();
        var hash = KeyHash.Of(key).ToString();
        var settings = new JsonObject
        {
            [SessionsSettings.Section] = new JsonObject
            {
                [nameof(SessionsSettings.Keys)] = new JsonObject
                {
                    [name] = new JsonObject
                    {
                        [nameof(KeySettings.Hash)] = hash,
                        [nameof(KeySettings.Roles)] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]),
                        [nameof(KeySettings.Sessionizers)] = new JsonArray([.. sessionizers.Select(sessionizer => JsonValue.Create(sessionizer))]),
                    },
                },
            },
        };

        var output = Console.Out;
        output.WriteLine(key);
        output.WriteLine();
        output.WriteLine("This is the key: it is not shown again. The settings that let it in, in appsettings.json:");
        output.WriteLine();
        output.WriteLine(settings.ToJsonString(Indented));
        output.WriteLine();
        output.WriteLine("or in the environment:");
        output.WriteLine();
        var prefix = $"{SessionsSettings.Section}__{nameof(SessionsSettings.Keys)}__{name}__";
        output.WriteLine($"{prefix}{nameof(KeySettings.Hash)}={hash}");
        WriteList(output, prefix + nameof(KeySettings.Roles), roles);
        WriteList(output, prefix + nameof(KeySettings.Sessionizers), sessionizers);
        return ExitCodes.Success;
    }

    private static void WriteList(TextWriter output, string name, string[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            output.WriteLine(FormattableString.Invariant($"{name}__{i}={values[i]}"));
        }
    }
}
