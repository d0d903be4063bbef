using Microsoft.Extensions.Options;

namespace OrleansSessions.Sqlite;

/// <summary>Stops a silo whose store is configured wrongly, with all mistakes at once.</summary>
internal sealed class SqliteOptionsValidator(IOptions<SqliteSessionStoreOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var broken = options.Value.FindBroken().Select(rule => $"{nameof(SqliteSessionStoreOptions)}.{rule}").ToList();
        if (broken.Count > 0)
        {
            throw new OrleansConfigurationException(string.Join(Environment.NewLine, broken));
        }
    }
}
