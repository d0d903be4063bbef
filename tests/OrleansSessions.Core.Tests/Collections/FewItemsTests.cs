using CsCheck;

namespace OrleansSessions.Core.Tests;

public sealed class FewItemsTests
{
    private static readonly Gen<(int Step, int Place, int Value)> Steps = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int);

    [Fact]
    public void AnyStep_AgainstAList_HasTheSameItems() => Steps.Array[0, 40].Holds(10_000, steps =>
    {
        FewItems<int> items = default;
        var expected = new List<int>();
        foreach (var (step, place, value) in steps)
        {
            var within = Math.Min(place, expected.Count);
            switch (step)
            {
                case 0:
                    items.Add(value);
                    expected.Add(value);
                    break;
                case 1:
                    items.Insert(within, value);
                    expected.Insert(within, value);
                    break;
                case 2:
                    var count = Math.Min(2, expected.Count - within);
                    items.Remove(within, count);
                    expected.RemoveRange(within, count);
                    break;
                default:
                    int[] others = [.. Enumerable.Range(value / 2, place)];
                    items.Set(others);
                    expected = [.. others];
                    break;
            }

            Assert.Equal(expected, items.Items.ToArray());
            Assert.Equal(expected.Count, items.Count);
        }
    });
}
