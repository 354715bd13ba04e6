using System.Globalization;
using System.Text.Json.Nodes;
using Serverless.Algorithms;
using Serverless.Bench.Problems;
using Serverless.Core.Objectives;

namespace Serverless.Bench.Running;

/// <summary>In what way an algorithm is asked and told, other than in generations and exactly.</summary>
/// <param name="Pending">Evaluations that run at once, asynchronously, at least 2; 0: generation after generation.</param>
/// <param name="Noise">
/// The standard deviation of normal noise that is added to what it is told of each objective that is maximised, in the objective's units; 0: none. Figures are
/// of the values without.
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

    /// <summary>Generations, and exact values.</summary>
    public static SearchTerms Usual { get; } = new(Pending: 0, Noise: 0);

    /// <summary>How they are written among an algorithm's options.</summary>
    public static IReadOnlyList<string> Names { get; } = [PendingName, NoiseName, HalvingName];

    /// <value>Of so many candidates of a generation one is trained to the end, as a search with rungs does; 0: all are, or the algorithm says.</value>
    public double Halving { get; init; }

    /// <summary>Reads them.</summary>
    /// <param name="label">The algorithm, as it was written.</param>
    /// <param name="terms">Those given.</param>
    /// <param name="specification">The algorithm.</param>
    /// <exception cref="BenchException">A value is none, or the algorithm cannot be asked so.</exception>
    public static SearchTerms Read(string label, JsonObject terms, AlgorithmSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(specification);
        var pending = Number(PendingName, 2, MostPending);
        if (pending % 1 != 0)
        {
            throw new BenchException(FormattableString.Invariant($"'{label}': {PendingName} has to be a whole number, not {pending}."));
        }

        return pending > 0 && specification.ZeroCostMetrics.Count > 0
            ? throw new BenchException($"'{label}': {specification.Name} screens generations, so it cannot be asked for one candidate at a time; leave {PendingName} out.")
            : specification.DecidesFidelities && Number(HalvingName, 1, MostHalving) > 0
            ? throw new BenchException($"'{label}': {specification.Name} says itself who is trained on; leave {HalvingName} out.")
            : new SearchTerms((int)pending, Number(NoiseName, LeastNoise, MostNoise)) { Halving = Number(HalvingName, 1, MostHalving) };

        double Number(string name, double least, double most) => terms[name] switch
        {
            null => 0,
            JsonValue value when value.TryGetValue(out double number) && number >= least && number <= most => number,
            var other => throw new BenchException(
                $"'{label}': {name} has to be a number of {least.ToString(CultureInfo.InvariantCulture)} or more, at most {most.ToString(CultureInfo.InvariantCulture)}, not {other}."),
        };
    }

    /// <summary>The algorithm that a search asks, so that the one inside is asked and told in these terms.</summary>
    /// <param name="algorithm">The one inside.</param>
    /// <param name="problem">Tells which objectives are maximised.</param>
    /// <param name="seed">Of what ends first, and of noise.</param>
    public ISearchAlgorithm Around(ISearchAlgorithm algorithm, TableProblem problem, long seed)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var told = Noise > 0
            ? new NoisyAlgorithm(algorithm, [.. problem.Metrics.Select(metric => metric.Goal == Goal.Maximise ? Noise : 0)], seed)
            : algorithm;
        return Pending > 0 ? new AsynchronousAlgorithm(told, Pending, seed) : told;
    }
}
