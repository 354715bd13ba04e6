using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Serverless.Cli.Output;
using Serverless.Core.Fronts;

namespace Serverless.Cli.Commands;

/// <summary>The options that choose members of a front: those within limits, and a number of the best by a rule.</summary>
public sealed class FrontChoice
{
    const string Knee = "knee";
    const string Spread = "spread";
    const string Weights = "weights=";
    const int UsualSpread = 5;

    readonly Option<string?> _by = new("--by")
    {
        HelpName = "knee|spread|weights=NAME:NUMBER,...",
        Description = $"Select the member at the knee of the front (knee), {UsualSpread} members spread over the front, or the best by weights of the objectives, each scaled to its range on the front.",
        Validators = { RequireRule },
    };

    readonly Option<int?> _top = new("--top")
    {
        Description = $"The number of members that --by selects. Default: 1, and {UsualSpread} for spread.",
        Validators = { result => CommandOptions.Check<int?>(result, value => value is null or >= 1, "--top must be at least 1.") },
    };

    readonly Option<string[]> _atMost = Limit("--at-most", "Only members with at most this: NAME=NUMBER, for example latencyMs@local-cpu=2; may be given several times.");

    readonly Option<string[]> _atLeast = Limit("--at-least", "Only members with at least this: NAME=NUMBER; may be given several times.");

    /// <value>The options.</value>
    public IEnumerable<Option> Options => [_by, _top, _atMost, _atLeast];

    /// <summary>Returns whether a command line has one of the options.</summary>
    public bool IsIn(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return Options.Any(option => parsed.GetResult(option) is not null);
    }

    /// <summary>Returns the front with the chosen members, the best first where a rule chose them.</summary>
    /// <exception cref="CliException">A name does not occur in the front, or <c>--top</c> has nothing to choose by.</exception>
    public FrontDocument Apply(ParseResult parsed, FrontDocument front)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(front);
        var (by, top) = (parsed.GetValue(_by), parsed.GetValue(_top));
        if (top is not null && by is null)
        {
            throw new CliException(ExitCodes.Usage, "--top is the number of members that --by selects: specify --by knee, spread or weights=... too.");
        }

        MetricLimit[] limits =
        [
            .. Pairs(parsed.GetValue(_atMost), '=').Select(pair => new MetricLimit(NameOf(front, pair.Name), null, pair.Value)),
            .. Pairs(parsed.GetValue(_atLeast), '=').Select(pair => new MetricLimit(NameOf(front, pair.Name), pair.Value, null)),
        ];
        var members = FrontSelection.Within(front.Members, limits);
        return front with
        {
            Members = by switch
            {
                null => members,
                Knee => FrontSelection.ByKnee(members, front.Objectives, top ?? 1),
                Spread => FrontSelection.BySpread(members, front.Objectives, top ?? UsualSpread),
                _ => FrontSelection.ByWeights(members, front.Objectives, WeightsOf(front, by), top ?? 1),
            },
        };
    }

    static Dictionary<string, double> WeightsOf(FrontDocument front, string by)
    {
        var weights = new Dictionary<string, double>();
        foreach (var (name, weight) in Pairs(by[Weights.Length..].Split(','), ':'))
        {
            var objective = NameOf(front, name);
            if (!front.Objectives.Any(other => other.Name == objective))
            {
                throw new CliException(ExitCodes.Usage, $"--by has a weight for '{PlainText.Of(name)}', which is not an objective; the objectives are {string.Join(", ", front.Objectives.Select(other => other.Name))}.");
            }

            weights[objective] = weight;
        }

        return weights;
    }

    /// <summary>Returns the full name of an objective or metric: <c>latencyMs</c> is sufficient if only one device has it.</summary>
    static string NameOf(FrontDocument front, string name)
    {
        string[] names = [.. front.Objectives.Select(objective => objective.Name).Union(front.Members.SelectMany(member => member.Metrics.Keys))];
        return names.Contains(name) ? name
            : names.Where(other => other.StartsWith($"{name}@", StringComparison.Ordinal)).ToArray() is [var only] ? only
            : throw new CliException(ExitCodes.Usage, $"'{PlainText.Of(name)}' is not a value of this front for one device; the values are {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
    }

    static IEnumerable<(string Name, double Value)> Pairs(IEnumerable<string>? texts, char separator) =>
        (texts ?? []).Select(text => TryPair(text, separator, out var pair) ? pair : throw new ArgumentException($"{text} was checked before.", nameof(texts)));

    static bool TryPair(string text, char separator, out (string Name, double Value) pair)
    {
        var place = text.LastIndexOf(separator);
        pair = (place < 1 ? "" : text[..place].Trim(), 0);
        return pair.Name.Length > 0
            && double.TryParse(text[(place + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out pair.Value)
            && double.IsFinite(pair.Value);
    }

    static Option<string[]> Limit(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NAME=NUMBER",
        Validators =
        {
            result =>
            {
                foreach (var token in result.Tokens.Where(token => !TryPair(token.Value, '=', out _)))
                {
                    result.AddError($"{name} is '{PlainText.Of(token.Value)}'; use NAME=NUMBER, for example parameters=100000.");
                }
            },
        },
    };

    static void RequireRule(OptionResult result)
    {
        foreach (var text in result.Tokens.Select(token => token.Value).Where(text => text is not (Knee or Spread)))
        {
            var weights = text.StartsWith(Weights, StringComparison.Ordinal) ? text[Weights.Length..].Split(',') : [];
            var isRead = weights.Select(weight => TryPair(weight, ':', out var pair) && pair.Value >= 0 ? pair.Value : -1).ToArray();
            if (isRead.Length == 0 || isRead.Any(weight => weight < 0) || isRead.All(weight => weight == 0))
            {
                result.AddError($"--by is '{PlainText.Of(text)}'; it must be knee, spread or weights=NAME:NUMBER,..., with numbers of at least 0, one of them greater than 0.");
            }
        }
    }
}
