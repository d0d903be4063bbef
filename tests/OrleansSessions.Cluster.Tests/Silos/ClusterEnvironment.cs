namespace OrleansSessions.Cluster.Tests;

/// <summary>The environment of a silo as docker-compose.yml gives it, with the servers of this machine.</summary>
internal static class ClusterEnvironment
{
    private const string ComposeRedis = "redis:6379";
    private const string ComposePostgreSql = "Host=postgres;Port=5432;";

    /// <exception cref="InvalidDataException">The file does not name the servers as the compose file does.</exception>
    public static Dictionary<string, string> Read(int redisPort, int postgreSqlPort)
    {
        var variables = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "cluster.env"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        Replace(variables, "Sessions__Redis", ComposeRedis, $"127.0.0.1:{redisPort}");
        Replace(variables, "Sessions__PostgreSql", ComposePostgreSql, $"Host=127.0.0.1;Port={postgreSqlPort};");
        return variables;
    }

    private static void Replace(Dictionary<string, string> variables, string name, string compose, string local)
    {
        var value = variables[name];
        variables[name] = value.Contains(compose, StringComparison.Ordinal)
            ? value.Replace(compose, local, StringComparison.Ordinal)
            : throw new InvalidDataException($"{name} in cluster.env must contain '{compose}', but is '{value}'.");
    }
}
