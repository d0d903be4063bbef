using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansSessions.PostgreSql;

/// <summary>The result of a closed session as JSON, for queries; or why there is none. The payload has the result exactly.</summary>
/// <param name="Json">The result; null when it can not be written as JSON.</param>
/// <param name="Error">Why it can not.</param>
internal readonly record struct StoredResult(string? Json, string? Error)
{
    private const string EscapedNul = "\\u0000";
    private const string EscapedSign = "\\u2400";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly MethodInfo WriteOfType =
        typeof(StoredResult).GetMethod(nameof(Write), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly ConcurrentDictionary<Type, Func<ClosedSession, string>> Writers = [];

    public static StoredResult Of(ClosedSession session)
    {
        try
        {
            return new StoredResult(WithoutNul(Writers.GetOrAdd(session.GetType(), CreateWriter)(session)), null);
        }
        catch (Exception exception)
        {
            // Whatever the user's type throws: a column for queries must not keep a session from closing.
            return Refused(exception.Message);
        }
    }

    public static StoredResult Refused(string why) => new(null, StoredText.Show($"The result can not be stored as JSON: {why}"));

    private static Func<ClosedSession, string> CreateWriter(Type type)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(ClosedSession<>))
        {
            return _ => "null";
        }

        return WriteOfType.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<ClosedSession, string>>();
    }

    private static string Write<TResult>(ClosedSession session) =>
        JsonSerializer.Serialize(((ClosedSession<TResult>)session).Result, Options);

    // PostgreSQL's JSON can not hold U+0000: it is shown as ␀.
    private static string WithoutNul(string json)
    {
        var found = json.IndexOf(EscapedNul, StringComparison.Ordinal);
        if (found < 0)
        {
            return json;
        }

        var shown = new StringBuilder(json.Length);
        var copied = 0;
        for (; found >= 0; found = json.IndexOf(EscapedNul, found + 1, StringComparison.Ordinal))
        {
            // After a backslash that is itself escaped, it is text.
            var before = found;
            while (before > 0 && json[before - 1] == '\\')
            {
                before--;
            }

            if ((found - before) % 2 == 0)
            {
                shown.Append(json, copied, found - copied).Append(EscapedSign);
                copied = found + EscapedNul.Length;
            }
        }

        return shown.Append(json, copied, json.Length - copied).ToString();
    }
}
