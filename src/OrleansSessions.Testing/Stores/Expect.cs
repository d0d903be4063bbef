namespace OrleansSessions.Testing;

/// <summary>What a check expects of a store.</summary>
internal static class Expect
{
    public static void That(bool condition, string failure)
    {
        if (!condition)
        {
            throw new StoreConformanceException(failure);
        }
    }

    public static void Equal<T>(T expected, T actual, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, actual), $"Expected {what} to be '{expected}', but it is '{actual}'.");

    public static void Greater(long actual, long than, string what) =>
        That(actual > than, $"Expected {what} to be greater than {than}, but it is {actual}.");

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        var wanted = expected.ToList();
        var found = actual.ToList();
        var difference = Enumerable.Range(0, Math.Max(wanted.Count, found.Count)).FirstOrDefault(
            i => i >= wanted.Count || i >= found.Count || !EqualityComparer<T>.Default.Equals(wanted[i], found[i]), -1);
        That(
            difference < 0,
            $"Expected {what} to be {wanted.Count} items and they are {found.Count}; at {difference} comes "
            + $"'{At(found, difference)}' instead of '{At(wanted, difference)}'.");
    }

    public static void Bytes(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> actual, string what) =>
        That(
            expected.Span.SequenceEqual(actual.Span),
            $"Expected {what} to be {expected.Length} bytes, first different at {expected.Span.CommonPrefixLength(actual.Span)}, "
            + $"but it is {actual.Length} bytes.");

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action, string what)
        where TException : Exception
    {
        try
        {
            await action();
        }
        catch (TException exception)
        {
            return exception;
        }

        throw new StoreConformanceException($"Expected {typeof(TException).Name} of {what}, but nothing was thrown.");
    }

    private static string At<T>(List<T> items, int index) => index >= 0 && index < items.Count ? $"{items[index]}" : "nothing";
}
