namespace OrleansSessions;

/// <summary>
/// Lists kept in order, as the accumulators of values: equal contents give equal states, and what comes in order is appended.
/// </summary>
public static class SortedValues
{
    /// <summary>Inserts a value among those that are equal to it.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">A list in order; it is changed and returned.</param>
    /// <param name="value">The value.</param>
    /// <param name="comparer">The order.</param>
    public static List<T> Insert<T>(List<T> values, T value, IComparer<T> comparer)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(comparer);
        if (values.Count == 0 || comparer.Compare(values[^1], value) <= 0)
        {
            values.Add(value);
            return values;
        }

        var index = values.BinarySearch(value, comparer);
        values.Insert(index < 0 ? ~index : index, value);
        return values;
    }

    /// <summary>Inserts a value unless an equal one is there.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">A list in order; it is changed and returned.</param>
    /// <param name="value">The value.</param>
    /// <param name="comparer">The order.</param>
    public static List<T> InsertDistinct<T>(List<T> values, T value, IComparer<T> comparer)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(comparer);
        var index = values.BinarySearch(value, comparer);
        if (index < 0)
        {
            values.Insert(~index, value);
        }

        return values;
    }

    /// <summary>Merges two lists in order.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="left">A list in order.</param>
    /// <param name="right">Another list in order.</param>
    /// <param name="comparer">The order.</param>
    /// <param name="distinct">Whether of equal values one is kept.</param>
    public static List<T> Merge<T>(List<T> left, List<T> right, IComparer<T> comparer, bool distinct)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(comparer);
        var merged = new List<T>(left.Count + right.Count);
        int i = 0, j = 0;
        while (i < left.Count && j < right.Count)
        {
            var comparison = comparer.Compare(left[i], right[j]);
            if (comparison == 0 && distinct)
            {
                j++;
                continue;
            }

            merged.Add(comparison <= 0 ? left[i++] : right[j++]);
        }

        merged.AddRange(left[i..]);
        merged.AddRange(right[j..]);
        return merged;
    }
}
