namespace OrleansSessions.Core.Tests;

internal enum HistoryAction
{
    Event,
    Watermark,
    Restart,
}
