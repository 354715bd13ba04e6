using System.Globalization;
using System.Text.Json.Nodes;
using Serverless.Algorithms;
using Serverless.Bench.Problems;
using Serverless.Core.Objectives;

namespace Serverless.Bench.Running;

/// <summary>How an algorithm is asked and told, if not in generations and with exact values.</summary>
/// <param name="Pending">The number of concurrent evaluations in an asynchronous search, at least 2; 0 for one generation after the other.</param>
/// <param name="Noise">
/// The standard deviation of the normal noise that is added to each maximised objective that the algorithm is told, in the objective's units; 0 for
/// no noise. Figures are computed from the values without noise.
/// </param>
public sealed record SearchTerms(int Pending, double Noise)
{
    const string PendingName = "pending";
    const string NoiseName = "noise";
    const string HalvingName = "halving";
    const int MostPending = 1_000;
    const double MostHalving = 100;
    const double LeastNoise = 1e-6;
    const double MostNoise = 1e6;

    /// <summary>The default terms: generations and exact values.</summary>
    public static SearchTerms Usual { get; } = new(Pending: 0, Noise: 0);

    /// <summary>The names of the terms among an algorithm's options.</summary>
    public static IReadOnlyList<string> Names { get; } = [PendingName, NoiseName, HalvingName];

    /// <value>
    /// The number of candidates of a generation of which one is trained to the end, as in a search with rungs; 0 if all are, or if the algorithm
    /// decides.
    /// </value>
    public double Halving { get; init; }

    /// <summary>Parses the terms of an algorithm.</summary>
    /// <param name="label">The algorithm, as it was written.</param>
    /// <param name="terms">The given terms.</param>
    /// <param name="specification">The algorithm.</param>
    /// <exception cref="BenchException">A value is invalid, or the algorithm cannot be asked in this way.</exception>
    public static SearchTerms Read(string label, JsonObject terms, AlgorithmSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(specification);
        var pending = Number(PendingName, 2, MostPending);
        if (pending % 1 != 0)
        {
            throw new BenchException(FormattableString.Invariant($"'{label}': {PendingName} must be a whole number, not {pending}."));
        }

        return pending > 0 && specification.ZeroCostMetrics.Count > 0
            ? throw new BenchException($"'{label}': {specification.Name} screens generations, so it cannot propose one candidate at a time; remove {PendingName}.")
            : specification.DecidesFidelities && Number(HalvingName, 1, MostHalving) > 0
            ? throw new BenchException($"'{label}': {specification.Name} determines which candidates continue training; remove {HalvingName}.")
            : new SearchTerms((int)pending, Number(NoiseName, LeastNoise, MostNoise)) { Halving = Number(HalvingName, 1, MostHalving) };

        double Number(string name, double least, double most) => terms[name] switch
        {
            null => 0,
            JsonValue value when value.TryGetValue(out double number) && number >= least && number <= most => number,
            var other => throw new BenchException(
                $"'{label}': {name} must be a number of {least.ToString(CultureInfo.InvariantCulture)} or more, at most {most.ToString(CultureInfo.InvariantCulture)}, not {other}."),
        };
    }

    /// <summary>Wraps an algorithm so that it is asked and told on these terms.</summary>
    /// <param name="algorithm">The algorithm to wrap.</param>
    /// <param name="problem">The problem, which determines the objectives that are maximised.</param>
    /// <param name="seed">The seed of which evaluation ends first, and of noise.</param>
    public ISearchAlgorithm Around(ISearchAlgorithm algorithm, TableProblem problem, long seed)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var told = Noise > 0
            ? new NoisyAlgorithm(algorithm, [.. problem.Metrics.Select(metric => metric.Goal == Goal.Maximise ? Noise : 0)], seed)
            : algorithm;
        return Pending > 0 ? new AsynchronousAlgorithm(told, Pending, seed) : told;
    }
}
