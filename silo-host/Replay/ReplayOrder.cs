using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Replay;

/// <summary>Whether a replay's events come in an order in which none is behind the watermark.</summary>
internal static class ReplayOrder
{
    /// <summary>Looks through the input once. Standard input can be read only once, so nothing can be said of it.</summary>
    /// <returns>True when no event is older than the watermark at its line.</returns>
    public static async Task<bool> IsKeptAsync(ReplayOptions options, InputParser parser, CancellationToken cancellationToken)
    {
        if (options.OutOfOrderness is null)
        {
            // The watermark moves by control lines only, and the silo hears of each at once.
            return true;
        }

        if (options.File == ReplayInput.StandardInput)
        {
            return false;
        }

        if (options.EndWhen is not null)
        {
            // An event that ends its key's sessions ends also those that it does not touch: the silo must know which the watermark
            // has closed before.
            return false;
        }

        var watermark = new ReplayWatermark(options.OutOfOrderness, options.Latest(TimeProvider.System.GetUtcNow()));
        await using var input = ReplayInput.Open(options.File);
        try
        {
            await foreach (var line in new JsonLines(input.Reader, JsonLines.DefaultMaxLineBytes).ReadAsync(cancellationToken))
            {
                var content = parser.Parse(line);
                watermark.MoveTo(content.Watermark ?? Watermark.Beginning);
                if (content.Event.Timestamp is { } eventTime)
                {
                    if (watermark.IsPast(eventTime))
                    {
                        return false;
                    }

                    watermark.MoveAfter(eventTime);
                }
            }
        }
        catch (InvalidDataException)
        {
            // The replay itself says what is wrong, and where.
        }

        return true;
    }
}
