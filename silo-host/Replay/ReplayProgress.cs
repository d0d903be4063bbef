using System.Globalization;
using Spectre.Console;

namespace OrleansSessions.Host.Replay;

/// <summary>A progress bar on standard error, when that is a terminal.</summary>
internal static class ReplayProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static async Task ShowAsync(ReplayInput input, ReplaySummary summary, Func<Task> work)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            await work();
            return;
        }

        // Standard output is usually a file here, which the library would take for a sign that nobody is looking.
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
        });
        await console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("reading", maxValue: input.Length ?? 1);
                bar.IsIndeterminate = input.Length is null;
                using var timer = new PeriodicTimer(Interval, TimeProvider.System);
                var working = work();
                while (!working.IsCompleted)
                {
                    await Task.WhenAny(working, timer.WaitForNextTickAsync().AsTask());
                    bar.Value = input.Position;
                    bar.Description = string.Create(
                        CultureInfo.InvariantCulture, $"{summary.Events:N0} events, {summary.Sessions:N0} sessions");
                }

                await working;
            });
    }
}
