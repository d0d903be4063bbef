using Microsoft.AspNetCore.Components;
using OrleansSessions.Host.Http.Reference.Shapes;
using OrleansSessions.Host.Page.Live;

namespace OrleansSessions.Host.Page.Parts;

/// <summary>A sessionizer in six figures, over all silos.</summary>
public sealed partial class Tiles
{
    private const string Unknown = "–";

    /// <summary>Null until it has answered.</summary>
    [Parameter]
    public SessionizerItem? Overview { get; set; }

    [Parameter]
    public RateMeter? Rates { get; set; }

    /// <summary>Events a second over the last minute.</summary>
    [Parameter]
    public IReadOnlyList<double> History { get; set; } = [];

    private string Keys => Overview?.OpenKeys == 1 ? "of 1 key" : $"of {Count(Overview?.OpenKeys)} keys";

    private long? Closed => Overview?.Silos.Sum(silo => silo.Sessions?.Closed.Values.Sum() ?? 0);

    private long? Late => Overview?.Silos.Sum(silo => silo.Events?.Late ?? 0);

    private long? Rejected => Overview?.Silos.Sum(silo => silo.Events?.Rejected ?? 0);

    private string Lag => Overview switch
    {
        null => Unknown,
        { Clock: "Arrival" } => "the clock itself",
        { Watermark: null } => "has not moved yet",
        { Watermark: "max" } => "every event is late",
        _ => $"{Figures.Seconds(Overview.Silos.Max(silo => silo.WatermarkLagSeconds))} behind the clock",
    };

    private static string Count(long? number) => number is { } known ? Figures.Count(known) : Unknown;

    private static string Rate(double? rate) => rate is { } known ? Figures.Rate(known) : Unknown;
}
