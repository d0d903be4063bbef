namespace OrleansSessions.Host.Http.Reading;

/// <summary>What a reader has been offered.</summary>
/// <param name="Frames">The frames, in order within a partition.</param>
/// <param name="Places">Where the reader stands after them.</param>
/// <param name="More">Ends when there is more to take.</param>
internal readonly record struct TakenFrames(IReadOnlyList<LogFrame> Frames, IReadOnlyList<LogPlace> Places, Task More);
