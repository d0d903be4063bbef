namespace OrleansSessions.Host.Page.Parts;

/// <summary>A session on the time axis.</summary>
/// <param name="IsOpen">Whether it may still grow.</param>
/// <param name="Start">The first event.</param>
/// <param name="LastEvent">The last event.</param>
/// <param name="Until">Until when it waits, or has waited, for another event.</param>
/// <param name="Text">What it is, in words.</param>
internal sealed record TimelineBar(bool IsOpen, DateTimeOffset Start, DateTimeOffset LastEvent, DateTimeOffset Until, string Text);
