namespace OrleansSessions.Testing.Tests;

/// <summary>The laws hold for what keeps them, and what breaks one is told which, by a small session that shows it.</summary>
public sealed class SessionAggregatorLawsTests
{
    private const int Marker = -1;

    public static TheoryData<string, Gathering> Breaking => new()
    {
        { "The order of events changes the result", new Gathering { Adding = (numbers, value) => [.. numbers, value] } },
        { "Merging two sessions changes the result", new Gathering { Merging = (left, _) => left } },
        { "Merging two sessions the other way round changes the result", new Gathering { Merging = NeedMoreOnTheLeft } },
        { "Merging three sessions from the left changes the result", new Gathering { Merging = NotAfterTwo, Result = WithoutMarker } },
        { "Asking for the result changes it", new Gathering { Result = Spend } },
        { "A result changes with the events that follow", new Gathering { Adding = AddInPlace, Result = numbers => new Numbers(numbers) } },
        { "Sessions that are open at once change each other", ShareOneAccumulator() },
        { "An event that is refused leaves a trace", new Gathering { Adding = AddThenRefuse } },
    };

    [Fact]
    public void Check_ReadyAggregators_KeepTheLaws()
    {
        SessionAggregatorLaws.Check(SessionAggregators.Count<int>(), CreateEvent);
        SessionAggregatorLaws.Check(SessionAggregators.Sum<int>(value => value), CreateEvent);
        SessionAggregatorLaws.Check(SessionAggregators.Average<int>(value => value), CreateEvent);
        SessionAggregatorLaws.Check(SessionAggregators.First<int, int>(value => value), CreateEvent);
        SessionAggregatorLaws.Check(
            SessionAggregators.Combine(
                SessionAggregators.Last<int, int>(value => value),
                SessionAggregators.Distinct<int, int>(value => value),
                (last, distinct) => $"{last} of {string.Join(' ', distinct)}"),
            CreateEvent);
    }

    [Fact]
    public void Check_AggregatorThatKeepsThem_Passes() => SessionAggregatorLaws.Check(new Gathering(), CreateEvent);

    [Fact]
    public void Check_AggregatorThatRefusesCleanly_Passes() => SessionAggregatorLaws.Check(
        new Gathering { Adding = (numbers, value) => value == 0 ? throw new ArgumentException("Zero.") : [.. numbers.Append(value).Order()] },
        CreateEvent);

    [Theory]
    [MemberData(nameof(Breaking))]
    public void Check_AggregatorThatBreaksOne_NamesIt(string law, Gathering aggregator)
    {
        var exception = Assert.Throws<SessionAggregatorLawException>(
            () => SessionAggregatorLaws.Check(aggregator, CreateEvent, seed: 1));

        Assert.StartsWith($"Gathering breaks a law of aggregators. {law}: from ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("\nSeed 1 makes it again.", exception.Message, StringComparison.Ordinal);
        Assert.InRange(exception.Message.Split('\n').Count(line => line.StartsWith("  10:", StringComparison.Ordinal)), 1, 6);
    }

    [Fact]
    public void Check_AccumulatorThatIsNotWrittenWhole_NamesTheLaw()
    {
        var exception = Assert.Throws<SessionAggregatorLawException>(() => SessionAggregatorLaws.Check(new ForgetfulSum(), CreateEvent));

        Assert.Contains("An accumulator that is stored and read again is another: from ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_EventThatOrleansCanNotWrite_SaysSo()
    {
        var exception = Assert.Throws<SessionAggregatorLawException>(() => SessionAggregatorLaws.Check(
            SessionAggregators.Last<Unwritable, int>(value => value.Number), random => new Unwritable(CreateEvent(random))));

        Assert.Contains("An event that is stored and read again is another: from ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Could not find a codec for type", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SameSeed_SameMessage()
    {
        string Find() => Assert.Throws<SessionAggregatorLawException>(() => SessionAggregatorLaws.Check(
            new Gathering { Merging = (left, _) => left }, CreateEvent, seed: 7)).Message;

        Assert.Equal(Find(), Find());
    }

    [Fact]
    public void Check_NoSessions_Throws() => Assert.Throws<ArgumentOutOfRangeException>(
        () => SessionAggregatorLaws.Check(new Gathering(), CreateEvent, sessions: 0));

    private static int CreateEvent(Random random) => random.Next(4);

    // Two sessions of three events are first merged as one and two: what is wrong with that shows only the other way round.
    private static List<int> NeedMoreOnTheLeft(List<int> left, List<int> right) =>
        [.. (left.Count > right.Count ? left : left.Concat(right)).Order()];

    // A session that has come together out of two others has no room for a third.
    private static List<int> NotAfterTwo(List<int> left, List<int> right) =>
        left.Contains(Marker) ? left : [.. left.Concat(right).Append(Marker).Order()];

    private static Numbers WithoutMarker(List<int> numbers) => new([.. numbers.Where(number => number != Marker)]);

    private static Numbers Spend(List<int> numbers)
    {
        var result = new Numbers([.. numbers]);
        numbers.Clear();
        return result;
    }

    private static List<int> AddInPlace(List<int> numbers, int value)
    {
        numbers.Add(value);
        numbers.Sort();
        return numbers;
    }

    private static List<int> AddThenRefuse(List<int> numbers, int value)
    {
        AddInPlace(numbers, value);
        return value == 0 ? throw new ArgumentException("Zero.") : numbers;
    }

    private static Gathering ShareOneAccumulator()
    {
        var shared = new List<int>();
        return new Gathering
        {
            Create = () =>
            {
                shared.Clear();
                return shared;
            },
            Adding = AddInPlace,
        };
    }

    private sealed record Unwritable(int Number);
}
