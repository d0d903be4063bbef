using System.Globalization;
using Spectre.Console;

namespace OrleansSessions.Host.Remote;

/// <summary>Says on standard error how far a search has come, when that is a terminal.</summary>
internal static class SearchProgress
{
    public static Task<T> ShowAsync<T>(Func<Action<long>, Task<T>> search)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            return search(_ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Status().StartAsync("reading the log", status => search(seen =>
            status.Status = string.Create(CultureInfo.InvariantCulture, $"reading the log: {seen:N0} closed sessions of the key")));
    }
}
