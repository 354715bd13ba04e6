using System.Globalization;
using Serverless.Algorithms;
using Serverless.Bench.Running;
using Serverless.Core.Generators;

namespace Serverless.Bench.Generators;

/// <summary>
/// A method that finds architectures for devices: a generator that is fitted once for all devices, or a separate search for each device.
/// </summary>
/// <param name="Label">The method, as it was written.</param>
sealed record DeviceMethod(string Label)
{
    const string StepsName = "steps";
    const string CostStepsName = "cost-steps";
    const string BalancerName = "balancer";

    /// <summary>
    /// The methods that run by default: both kinds of generators, a search to compare with, the searches by policies, and random search.
    /// </summary>
    static readonly string[] Usual = ["nsga2", .. GeneratorKind.Names, "monas", "npg", "random"];

    /// <value>The algorithm of a search; null for a generator.</value>
    public AlgorithmChoice? Search { get; private init; }

    /// <value>The kind of generator; null for a search.</value>
    public string? Generator { get; private init; }

    /// <value>The number of training steps of the generator.</value>
    public int? Steps { get; private init; }

    /// <value>The number of training steps of the generator's cost predictor.</value>
    public int? CostSteps { get; private init; }

    /// <value>The loss balancer of the generator.</value>
    public string? Balancer { get; private init; }

    /// <value>Whether a search, for comparison, has as many evaluations for each device as the others have for all devices together.</value>
    public bool IsAllForEach { get; private init; }

    /// <summary>Returns the same search with as many evaluations for each device as there are for all.</summary>
    public DeviceMethod ForEach() => this with { Label = $"{Label}, all for each", IsAllForEach = true };

    /// <summary>
    /// Parses generators and searches separated by commas, with options after colons, each repeated with those settings for which it has the option.
    /// </summary>
    /// <param name="text">The text, as written; null for the default methods that are available.</param>
    /// <param name="settings">The options with which each generator is run again: <c>balancer=pcgrad</c>.</param>
    /// <exception cref="BenchException">A method or setting is invalid.</exception>
    public static IReadOnlyList<DeviceMethod> ReadAll(string? text, IReadOnlyList<string> settings)
    {
        var labels = text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? [.. Usual.Where(name => GeneratorKind.Names.Contains(name) || SearchAlgorithms.Names.Contains(name))];
        var methods = labels.Select(Read).ToList();
        if (settings.FirstOrDefault(setting => !methods.Any(method => method.Has(setting))) is { } useless)
        {
            throw new BenchException($"None of the methods has the option of --set {useless}: {GeneratorKind.Modnas} has {StepsName}, {CostStepsName} and {BalancerName}.");
        }

        methods = [.. methods.SelectMany(method => settings.Where(method.Has).Select(setting => Read($"{method.Label}:{setting}")).Prepend(method))];
        return methods.Count == 0 ? throw new BenchException("Specify at least one method, for example modnas,nsga2.")
            : methods.CountBy(method => method.Label).FirstOrDefault(label => label.Value > 1).Key is { } twice
            ? throw new BenchException($"'{twice}' is given more than once; keep one.")
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
                : throw new BenchException($"'{label}' cannot be compared by devices: remove pending, noise and halving.");
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
                    : throw new BenchException($"'{balancer}' in '{label}' is not a balancer: there are {string.Join(", ", BalancerKind.Names)}."),
                _ => throw new BenchException($"'{part}' in '{label}' is not an option: there are {StepsName}=NUMBER, {CostStepsName}=NUMBER{(method.Has(BalancerName) ? $" and {BalancerName}=NAME" : "")}."),
            };
        }

        return method;
    }
}
