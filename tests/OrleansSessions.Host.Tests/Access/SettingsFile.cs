using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansSessions.Host.Tests.Access;

/// <summary>A file of settings that is changed while a service runs.</summary>
internal sealed class SettingsFile : IDisposable
{
    // A folder of its own: the service watches it.
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("orleanssessions-");

    public SettingsFile(params IEnumerable<TestKey> keys) => Write(keys);

    public string Path => System.IO.Path.Combine(folder.FullName, "settings.json");

    public void Write(params IEnumerable<TestKey> keys)
    {
        var sections = new JsonObject();
        foreach (var key in keys)
        {
            sections[key.Name] = JsonSerializer.SerializeToNode(new { key.Hash, key.Roles, key.Sessionizers });
        }

        WriteText(new JsonObject { ["Sessions"] = new JsonObject { ["Keys"] = sections } }.ToJsonString());
    }

    /// <summary>Whole or not at all, as editors and deployments do it.</summary>
    public void WriteText(string text)
    {
        File.WriteAllText(Path + ".new", text);
        File.Move(Path + ".new", Path, overwrite: true);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
