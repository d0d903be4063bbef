using System.CommandLine;

namespace OrleansSessions.Benchmarks;

/// <summary>Makes options.</summary>
internal static class Arguments
{
    /// <summary>A number of at least 1.</summary>
    public static Option<int> Number(string name, string description, int byDefault)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{name} must be at least 1.");
            }
        });
        return option;
    }

    /// <summary>Numbers of at least 1, as <c>64,1024</c>.</summary>
    public static Option<int[]> Numbers(string name, string description, params int[] byDefault) => new(name)
    {
        Description = $"{description} Separated by commas. Default: {string.Join(',', byDefault)}.",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            var numbers = result.Tokens[0].Value.Split(',').Select(text => int.TryParse(text, out var number) ? number : 0).ToArray();
            if (numbers.Any(number => number < 1))
            {
                result.AddError($"{name} takes numbers of at least 1, separated by commas.");
            }

            return numbers;
        },
    };
}
