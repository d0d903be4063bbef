using Microsoft.AspNetCore.Components;
using OrleansSessions.Host.Http.Reference.Shapes;
using OrleansSessions.Host.Page.Live;

namespace OrleansSessions.Host.Page.Parts;

/// <summary>The last sessions of one key on a time axis: closed ones, which never change, and open ones, which grow.</summary>
public sealed partial class KeyTimeline
{
    private const int MostClosed = 12;

    private IReadOnlyList<TimelineBar> bars = [];
    private TimeAxis? axis;

    /// <summary>Null for none.</summary>
    [Parameter, EditorRequired]
    public KeySessions? Key { get; set; }

    /// <summary>The present, on the sessionizer's own clock.</summary>
    [Parameter]
    public DateTimeOffset Now { get; set; }

    /// <summary>Whether the sessionizer has nothing to show at all.</summary>
    [Parameter]
    public bool IsEmpty { get; set; }

    [Parameter]
    public bool MaySend { get; set; }

    private string Summary
    {
        get
        {
            if (Key is null || bars.Count == 0)
            {
                return Key is { Closed.IsLoaded: true } ? "No session is open, and none has closed lately." : "\u00A0";
            }

            var open = Key.Open.Count == 0 ? "none open" : $"{Key.Open.Count} open with {Figures.Events(Key.Open.Sum(session => session.Count))}";
            return $"{open}, {bars.Count - Key.Open.Count} closed";
        }
    }

    protected override void OnParametersSet()
    {
        bars = Key is null
            ? []
            : [.. Key.Closed.Rows.Take(MostClosed).Select(Draw).Concat(Key.Open.Select(Draw)).OrderBy(bar => bar.Start)];
        axis = bars.Count == 0 ? null : Stretch();
    }

    private static TimelineBar Draw(ClosedSessionItem session)
    {
        // What closed by another reason did not wait for its gap.
        var until = session.Reason == nameof(CloseReason.Gap) ? session.End : session.LastEvent;
        return new TimelineBar(false, session.Start, session.LastEvent, until, $"{Describe(session.Start, session.LastEvent, session.Count)}, closed: {session.Reason}");
    }

    private static TimelineBar Draw(OpenSessionItem session) => new(
        true, session.Start, session.LastEvent, session.End, $"{Describe(session.Start, session.LastEvent, session.Count)}, open until {Figures.Time(session.End)}");

    private static string Describe(DateTimeOffset start, DateTimeOffset lastEvent, long count) =>
        $"{Figures.Time(start)}, {Figures.Duration(lastEvent - start)}, {Figures.Events(count)}";

    // With some room at both ends. While one is open, the present is on it too, unless it is far from all that there is.
    private TimeAxis Stretch()
    {
        var (from, to) = (bars.Min(bar => bar.Start), bars.Max(bar => bar.Until));
        var isNear = Now > to && Now - to < (to - from) * 2;
        to = isNear && bars.Any(bar => bar.IsOpen) ? Now : to;
        var room = (to - from) / 40;
        return new TimeAxis(from - room, to + room);
    }

    private string Left(TimelineBar bar) => Figures.Percent(axis!.Place(bar.Start));

    private string Width(TimelineBar bar) => Figures.Percent(axis!.Place(bar.Until) - axis.Place(bar.Start));

    private static string Events(TimelineBar bar) =>
        Figures.Percent(bar.Until > bar.Start ? (bar.LastEvent - bar.Start) / (bar.Until - bar.Start) : 1);
}
