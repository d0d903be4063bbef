namespace OrleansSessions;

internal static class ValueOrder
{
    // The default order of strings is the machine's culture; results must be the same everywhere.
    public static IComparer<T> OrDefault<T>(IComparer<T>? comparer) =>
        comparer ?? (typeof(T) == typeof(string) ? (IComparer<T>)(object)StringComparer.Ordinal : Comparer<T>.Default);
}
