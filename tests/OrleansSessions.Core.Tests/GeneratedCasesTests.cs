using System.Reflection;

namespace OrleansSessions.Core.Tests;

public sealed class GeneratedCasesTests
{
    [Fact]
    public void Sum_OfAllProperties_IsAtLeastAHundredThousand()
    {
        var counts = typeof(GeneratedCases).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (long)field.GetRawConstantValue()!);

        Assert.InRange(counts.Sum(), 100_000, long.MaxValue);
    }
}
