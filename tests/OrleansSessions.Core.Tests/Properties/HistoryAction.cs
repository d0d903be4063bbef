namespace OrleansSessions.Core.Tests;

internal enum HistoryAction
{
    Event,
    Watermark,
    End,
    Drain,
    Restart,
}
