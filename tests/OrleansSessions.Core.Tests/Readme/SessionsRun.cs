namespace OrleansSessions.Core.Tests;

/// <summary>What arrives for one key, what it is answered, what closes, and what is open then.</summary>
internal sealed class SessionsRun : IReadmeRun
{
    private const int BytesPerEvent = sizeof(int);

    private readonly FaultyAggregator aggregator = new();
    private readonly SessionRules rules;
    private readonly bool showsSum;
    private readonly List<FinalSession<int>> closed = [];
    private SessionWindowSet<int, List<int>, int> set;

    public SessionsRun(ReadmeTable table)
    {
        var gap = table.FindDuration("gap") ?? throw new FormatException($"Line {table.Line} gives no gap.");
        rules = new SessionRules(gap)
        {
            Boundary = Enum.Parse<GapBoundary>(table.Find("boundary") ?? nameof(GapBoundary.Exclusive)),
            AllowedLateness = table.FindDuration("lateness") ?? TimeSpan.Zero,
            LongestGap = table.FindDuration("longestGap") ?? gap,
            MaxDuration = table.FindDuration("maxDuration"),
            MaxEvents = table.FindNumber("maxEvents"),
            MaxStateBytes = table.FindNumber("maxStateBytes"),
        };
        showsSum = table.Find("result") == "sum";
        set = new(rules, aggregator);
    }

    public string[] Run(string[] row)
    {
        closed.Clear();
        var step = ReadmeStep.Parse(row[0]);
        aggregator.FailsIn = step.Details.GetValueOrDefault("breaks");
        var answer = Take(step);
        var open = set.Open.Select(session => Describe(session.Window, session.Count, session.Accumulator.Sum())).ToList();
        return
        [
            row[0],
            answer,
            ReadmeText.Join(closed.Select(Describe)),
            set.HasLapsed ? "the key is gone" : ReadmeText.Join(open),
        ];
    }

    private string Take(ReadmeStep step)
    {
        switch (step.Name)
        {
            case "event":
                return Add(step);
            case "watermark":
                set.Advance(ReadmeText.ParseWatermark(step.At!), closed);
                break;
            case "end":
                set.End(step.Time, closed);
                break;
            case "drain":
                set.Drain(closed);
                break;
            case "committed":
                set.CloseLarge(values => values.Count * BytesPerEvent, closed);
                break;
            case "restart":
                set = new(rules, aggregator, [.. set.Open], set.Tail, set.Watermark);
                break;
            default:
                throw new FormatException($"'{step.Name}' is no step.");
        }

        return ReadmeText.Nothing;
    }

    private string Add(ReadmeStep step)
    {
        var gap = step.Details.TryGetValue("gap", out var own) ? ReadmeText.ParseDuration(own) : rules.Gap;
        var value = step.Details.TryGetValue("value", out var text) ? (int)ReadmeText.ParseNumber(text) : 1;
        var outcome = set.Add(value, step.Time, gap, closed, out var problem);
        return problem is null ? outcome.ToString() : $"{outcome}: {problem}";
    }

    private string Describe(FinalSession<int> session)
    {
        var ordinal = session.Ordinal > 0 ? $", ordinal {session.Ordinal}" : "";
        var error = session.Error is { } text ? $": {text}" : "";
        return $"{Describe(session.Window, session.Count, session.Result)}{ordinal}, {session.Reason}{error}";
    }

    private string Describe(SessionWindow window, long count, int sum)
    {
        var events = window.Start == window.LastEvent
            ? ReadmeText.Format(window.Start)
            : $"{ReadmeText.Format(window.Start)} … {ReadmeText.Format(window.LastEvent)}";
        return $"{events}, end {ReadmeText.Format(window.End)}, {count} event{(count == 1 ? "" : "s")}{(showsSum ? $", sum {sum}" : "")}";
    }
}
