using System.Globalization;

namespace OrleansSessions.Host.Tests;

/// <summary>How large the large tests are: small by default, as large as environment variables say.</summary>
internal static class TestSize
{
    public static int Of(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
