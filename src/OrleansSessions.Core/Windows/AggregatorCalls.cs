namespace OrleansSessions;

/// <summary>Calls an aggregator, which is its user's code: what it throws becomes a text.</summary>
internal readonly struct AggregatorCalls<TEvent, TAccumulator, TResult>(ISessionAggregator<TEvent, TAccumulator, TResult> aggregator)
{
    public bool TryAddFirst(TEvent value, DateTimeOffset eventTime, out TAccumulator accumulator, out string? problem)
    {
        try
        {
            accumulator = aggregator.Add(aggregator.CreateAccumulator(), value, eventTime);
            problem = null;
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            accumulator = default!;
            problem = NotAccepted(exception);
            return false;
        }
    }

    public bool TryAdd(ref TAccumulator accumulator, TEvent value, DateTimeOffset eventTime, out string? problem)
    {
        try
        {
            accumulator = aggregator.Add(accumulator, value, eventTime);
            problem = null;
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            problem = NotAccepted(exception);
            return false;
        }
    }

    public string? TryMerge(ref TAccumulator accumulator, TAccumulator other)
    {
        try
        {
            accumulator = aggregator.Merge(accumulator, other);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"The aggregator could not merge: {exception.Message}";
        }
    }

    public string? TryGetResult(TAccumulator accumulator, out TResult? result)
    {
        try
        {
            result = aggregator.GetResult(accumulator);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            result = default;
            return $"The aggregator could not compute the result: {exception.Message}";
        }
    }

    private static string NotAccepted(Exception exception) => $"The aggregator did not accept the event: {exception.Message}";
}
