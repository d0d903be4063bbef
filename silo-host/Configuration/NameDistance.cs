namespace OrleansSessions.Host.Configuration;

/// <summary>How far a misspelt name is from one that exists.</summary>
internal static class NameDistance
{
    /// <summary>The least number of characters to insert, remove or replace (Levenshtein); upper and lower case are the same.</summary>
    public static int Between(string left, string right)
    {
        var distances = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.Min(replaced, 1 + Math.Min(distances[j], distances[j - 1]));
            }
        }

        return distances[^1];
    }
}
