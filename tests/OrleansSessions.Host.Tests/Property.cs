using CsCheck;

namespace OrleansSessions.Host.Tests;

internal static class Property
{
    /// <summary>Checks a property on at least that many generated cases; a failing one is shrunk and printed with its seed.</summary>
    public static void Holds<T>(this Gen<T> cases, long count, Action<T> property)
    {
        long run = 0;
        cases.Sample(
            value =>
            {
                Interlocked.Increment(ref run);
                property(value);
            },
            iter: count);

        // CsCheck's settings can be changed by environment variables: then this run would say less than it seems to.
        Assert.InRange(run, count, long.MaxValue);
    }
}
