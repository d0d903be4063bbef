using CsCheck;

namespace OrleansSessions.Client.Tests;

public sealed class HeldTimesTests
{
    // Each number is either held, or what is held in its place is released.
    [Fact]
    public void Least_AnyHoldsAndReleases_IsTheLeastThatIsHeld() => Gen.Select(Gen.Int[0, 9], Gen.Bool).Array[0, 80].Sample(steps =>
    {
        var held = new HeldTimes();
        var expected = new List<int>();
        foreach (var (number, isHold) in steps)
        {
            if (isHold || expected.Count == 0)
            {
                held.Hold(At(number));
                expected.Add(number);
            }
            else
            {
                var released = expected[number % expected.Count];
                held.Release(At(released));
                expected.Remove(released);
            }

            Assert.Equal(expected.Count == 0 ? null : At(expected.Min()), held.Least);
        }
    });

    private static DateTimeOffset At(int second) => new DateTimeOffset(2020, 1, 1, 0, 0, second, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(second % 3));
}
