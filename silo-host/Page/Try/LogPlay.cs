using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansSessions.Host.Http.Reference.Shapes;
using OrleansSessions.Host.Page.Api;

namespace OrleansSessions.Host.Page.Try;

/// <summary>Plays the sample log into a sessionizer, faster than it happened, as a source of its own.</summary>
internal sealed class LogPlay(PageApi api, TimeProvider clock, string sessionizer)
{
    private const string Source = "sample-log";
    private const double SpeedUp = 600;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly StringBuilder lines = new();
    private bool isEventTime;
    private TimeSpan shift;

    /// <summary>How much of the log has been played, from 0 to 1.</summary>
    public double Share { get; private set; }

    /// <summary>How many requests have become part of a session.</summary>
    public long Accepted { get; private set; }

    public long Late { get; private set; }

    /// <exception cref="PageApiException">It can not be played, or not on.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what had been sent stays.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var log = new SampleLog();
            using var timer = new PeriodicTimer(Tick, clock);
            DateTimeOffset? playedThrough = null;
            while (await log.ReadAsync(cancellationToken) is var (item, time))
            {
                if (playedThrough is null)
                {
                    playedThrough = time;
                    await FindShiftAsync(time, cancellationToken);
                }

                while (time > playedThrough)
                {
                    await FlushAsync(playedThrough.Value, cancellationToken);
                    Share = log.Share;
                    await timer.WaitForNextTickAsync(cancellationToken);
                    playedThrough += Tick * SpeedUp;
                }

                Write(item, time);
            }

            await FlushAsync(playedThrough!.Value + TimeSpan.FromDays(1), cancellationToken);
            Share = 1;
        }
        finally
        {
            if (isEventTime)
            {
                await CompleteAsync();
            }
        }
    }

    // A watermark never goes back, so a log that has been played before is played as if it were some days later.
    private async Task FindShiftAsync(DateTimeOffset first, CancellationToken cancellationToken)
    {
        string? present;
        try
        {
            present = (await RepeatAsync(() => api.AdvanceWatermarkAsync(sessionizer, Source, DateTimeOffset.UnixEpoch, cancellationToken), cancellationToken)).Watermark;
            isEventTime = true;
        }
        catch (PageApiException exception) when (exception.Status == HttpStatusCode.Conflict)
        {
            // On the arrival clock: the requests come when they are sent.
            return;
        }

        if (present == "max")
        {
            throw new PageApiException(HttpStatusCode.Conflict, $"The watermark of '{sessionizer}' is at the end of time: every event would be late.");
        }

        if (present is not null && DateTimeOffset.Parse(present, CultureInfo.InvariantCulture) is var time && time >= first)
        {
            shift = TimeSpan.FromDays(Math.Floor((time - first).TotalDays) + 1);
        }
    }

    private void Write(JsonObject item, DateTimeOffset time)
    {
        if (isEventTime)
        {
            item["timestamp"] = (time + shift).ToUnixTimeMilliseconds();
        }
        else
        {
            item.Remove("timestamp");
        }

        lines.Append(item.ToJsonString()).Append('\n');
    }

    private async Task FlushAsync(DateTimeOffset playedThrough, CancellationToken cancellationToken)
    {
        if (lines.Length > 0)
        {
            var body = lines.ToString();
            lines.Clear();
            var answer = await RepeatAsync(() => api.AppendAsync(sessionizer, body, isEventTime ? Source : null, cancellationToken), cancellationToken);
            Accepted += answer.Accepted;
            Late += answer.Late;
            if (answer.Problems.FirstOrDefault(problem => problem.Outcome is "rejected" or "failed") is { } refused)
            {
                throw new PageApiException(HttpStatusCode.BadRequest, Explain(refused));
            }
        }

        if (isEventTime)
        {
            await RepeatAsync(() => api.AdvanceWatermarkAsync(sessionizer, Source, playedThrough + shift, cancellationToken), cancellationToken);
        }
    }

    private string Explain(LineProblem problem) => shift > TimeSpan.Zero
        ? $"{problem.Reason} The log is played after the watermark, which is recent: play it into a sessionizer on the arrival clock, or one that has taken no event yet."
        : problem.Reason;

    // The key may send so many requests a second only. Nothing was done of one that is beyond.
    private async Task<T> RepeatAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await send();
            }
            catch (PageApiException exception) when (exception.Status == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(Rest, clock, cancellationToken);
            }
        }
    }

    // The watermark must not wait for one that plays no more; at worst it does until the source counts as idle.
    private async Task CompleteAsync()
    {
        try
        {
            await api.CompleteSourceAsync(sessionizer, Source, CancellationToken.None);
        }
        catch (PageApiException)
        {
        }
    }
}
