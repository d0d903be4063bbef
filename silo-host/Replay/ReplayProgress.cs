using System.Globalization;
using Spectre.Console;

namespace OrleansSessions.Host.Replay;

/// <summary>A progress bar on standard error, when that is a terminal.</summary>
internal static class ReplayProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static async Task ShowAsync(ReplayInput input, ReplaySummary summary, Func<Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await work();
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
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
