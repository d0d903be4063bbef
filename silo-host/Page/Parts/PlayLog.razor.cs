using Microsoft.AspNetCore.Components;
using OrleansSessions.Host.Page.Api;
using OrleansSessions.Host.Page.Try;

namespace OrleansSessions.Host.Page.Parts;

/// <summary>Plays the sample log, shows how far it is, and stops when it is told to or the page is closed.</summary>
public sealed partial class PlayLog
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private CancellationTokenSource? playing;
    private LogPlay? play;
    private string target = "";
    private string end = "";
    private bool isFailed;

    /// <summary>Into which it is played.</summary>
    [Parameter, EditorRequired]
    public string Sessionizer { get; set; } = "";

    [Inject]
    private PageApi Api { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private string Status => play is null
        ? "\u00A0"
        : string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{end}{play.Accepted:N0} requests into {target}, {play.Share:P0}{(play.Late > 0 ? $", {play.Late:N0} late" : "")}");

    public void Dispose()
    {
        playing?.Cancel();
        playing?.Dispose();
    }

    private async Task PlayAsync()
    {
        playing = new CancellationTokenSource();
        (play, target, end, isFailed) = (new LogPlay(Api, Clock, Sessionizer), Sessionizer, "", false);
        using var timer = new PeriodicTimer(Interval, Clock);
        try
        {
            var run = play.RunAsync(playing.Token);
            while (!run.IsCompleted)
            {
                StateHasChanged();
                await Task.WhenAny(run, timer.WaitForNextTickAsync(CancellationToken.None).AsTask());
            }

            await run;
            end = "Done: ";
        }
        catch (OperationCanceledException)
        {
            end = "Cancelled: ";
        }
        catch (PageApiException exception)
        {
            (end, isFailed) = ($"{exception.Message} ", true);
        }
        finally
        {
            playing?.Dispose();
            playing = null;
        }
    }

    private void Cancel() => playing?.Cancel();
}
