namespace OrleansSessions.Server;

/// <summary>When a silo looks for sessions that are due.</summary>
public enum ExpiryMode
{
    /// <summary>
    /// At every <see cref="SessionizerOptions.ScanInterval"/> (the default): a session closes half an interval after it is
    /// due on average, and one at most. What falls due between two looks is closed together.
    /// </summary>
    Ticker,

    /// <summary>
    /// When the nearest deadline comes, on the arrival clock: a session closes within milliseconds of it. A silo then wakes
    /// as often as sessions end, and shares fewer commits among them.
    /// </summary>
    Deadline,
}
