using System.Globalization;
using Serverless.Algorithms;
using Serverless.Bench.Running;
using Serverless.Core.Generators;

namespace Serverless.Bench.Generators;

/// <summary>What gives a device architectures: a generator that is fitted once for all, or a search of the device's own.</summary>
/// <param name="Label">As it was written.</param>
sealed record DeviceMethod(string Label)
{
    const string StepsName = "steps";
    const string CostStepsName = "cost-steps";
    const string BalancerName = "balancer";

    /// <summary>What is run where nobody says: both kinds of generators, a search to compare with, the searches by policies, and chance.</summary>
    static readonly string[] Usual = ["nsga2", .. GeneratorKind.Names, "monas", "npg", "random"];

    /// <value>A search; null for a generator.</value>
    public AlgorithmChoice? Search { get; private init; }

    /// <value>The kind of generator; null for a search.</value>
    public string? Generator { get; private init; }

    /// <value>Of the generator.</value>
    public int? Steps { get; private init; }

    /// <value>Of the generator's predictor of costs.</value>
    public int? CostSteps { get; private init; }

    /// <value>Of the generator.</value>
    public string? Balancer { get; private init; }

    /// <value>Whether a search may evaluate for each device as much as the others for all of them together; for comparison.</value>
    public bool IsAllForEach { get; private init; }

    /// <summary>The same search with as many evaluations for each device as there are for all.</summary>
    public DeviceMethod ForEach() => this with { Label = $"{Label}, all for each", IsAllForEach = true };

    /// <summary>Reads generators and searches joined by commas, options after colons, each with those settings that it has the option for.</summary>
    /// <param name="text">As written; null: the usual ones that there are here.</param>
    /// <param name="settings">Options to run each generator again with: <c>balancer=pcgrad</c>.</param>
    /// <exception cref="BenchException">One is none.</exception>
    public static IReadOnlyList<DeviceMethod> ReadAll(string? text, IReadOnlyList<string> settings)
    {
        var labels = text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? [.. Usual.Where(name => GeneratorKind.Names.Contains(name) || SearchAlgorithms.Names.Contains(name))];
        var methods = labels.Select(Read).ToList();
        if (settings.FirstOrDefault(setting => !methods.Any(method => method.Has(setting))) is { } useless)
        {
            throw new BenchException($"None of the methods has the option of --set {useless}; {GeneratorKind.Modnas} has {StepsName}, {CostStepsName} and {BalancerName}.");
        }

        methods = [.. methods.SelectMany(method => settings.Where(method.Has).Select(setting => Read($"{method.Label}:{setting}")).Prepend(method))];
        return methods.Count == 0 ? throw new BenchException("Name one method or more, for example modnas,nsga2.")
            : methods.CountBy(method => method.Label).FirstOrDefault(label => label.Value > 1).Key is { } twice
            ? throw new BenchException($"'{twice}' is there more than once; keep one.")
            : methods;
    }

    bool Has(string setting) => setting.Split('=')[0] switch
    {
        StepsName or CostStepsName => Generator is not null,
        BalancerName => Generator == GeneratorKind.Modnas,
        _ => false,
    };

    static DeviceMethod Read(string label)
    {
        var parts = label.Split(':');
        if (!GeneratorKind.Names.Contains(parts[0]))
        {
            var search = AlgorithmChoice.ReadAll(label)[0];
            return search.Terms == SearchTerms.Usual
                ? new(label) { Search = search }
                : throw new BenchException($"'{label}' cannot be compared by devices: leave pending, noise and halving out.");
        }

        var method = new DeviceMethod(label) { Generator = parts[0] };
        foreach (var part in parts.Skip(1))
        {
            method = part.Split('=') switch
            {
                [StepsName, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps > 0 => method with { Steps = steps },
                [CostStepsName, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps > 0 => method with { CostSteps = steps },
                [BalancerName, var balancer] when method.Has(part) => BalancerKind.Names.Contains(balancer)
                    ? method with { Balancer = balancer }
                    : throw new BenchException($"'{balancer}' in '{label}' is no balancer: there are {string.Join(", ", BalancerKind.Names)}."),
                _ => throw new BenchException($"'{part}' in '{label}' is no option: there are {StepsName}=NUMBER, {CostStepsName}=NUMBER{(method.Has(BalancerName) ? $" and {BalancerName}=NAME" : "")}."),
            };
        }

        return method;
    }
}
