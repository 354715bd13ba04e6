using System.Diagnostics;
using System.Globalization;
using Serverless.Algorithms;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Benchmarks.Algorithms;

/// <summary>
/// The results of algorithms in the space <c>mobile</c>, 3.6 · 10¹⁴ candidates, with objectives that are counted, since no table of the space exists.
/// </summary>
/// <remarks>
/// Hypervolumes are relative to that of the front of all candidates found in all runs of a problem, with the reference point a tenth of its range
/// beyond its nadir.
/// </remarks>
static class LargeSpace
{
    const int Batch = 8;
    const int Seeds = 5;
    const double Margin = 0.1;

    static readonly int[] Evaluations = [48, 96, 200, 400];
    static readonly string[] Algorithms = ["morbo", "moboga", "gp-ehvi", "nsga2", "random"];
    static readonly MobileSpace Space = new();
    static readonly SpaceSpecification Skeleton = Space.DefaultSkeleton;
    static readonly ImageShape Shape = new(3, 32, 32, 10);

    /// <param name="report">Prints.</param>
    /// <param name="algorithms">Their names; all of those that are for few evaluations, and two that are not, when there is none.</param>
    internal static void Measure(Report report, IReadOnlyList<string> algorithms)
    {
        foreach (var objectives in new[] { 2, 3 })
        {
            report.Say($"accuracy, MACs{(objectives > 2 ? ", peak memory" : "")}; N = {string.Join(" / ", Evaluations)}, medians of {Seeds} seeds");
            var runs = (algorithms.Count > 0 ? algorithms : Algorithms)
                .SelectMany(name => Enumerable.Range(1, Seeds).Select(seed => Run(name, seed, objectives))).ToList();
            var front = new NondominatedSet<int>(objectives);
            foreach (var point in runs.SelectMany(run => run.Points))
            {
                front.Add(point, 0);
            }

            var found = front.Points.ToArray();
            double[] ideal = [.. Enumerable.Range(0, objectives).Select(k => Column(found, k, objectives).Min())];
            double[] range = [.. Enumerable.Range(0, objectives).Select(k => Column(found, k, objectives).Max() - ideal[k])];
            var whole = Volume(found);
            foreach (var group in runs.GroupBy(run => run.Name))
            {
                var shares = Evaluations.Select(count => Median([.. group.Select(run => Volume([.. run.Points.Take(count).SelectMany(point => point)]) / whole)]));
                report.Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {group.Key,-10} {string.Join(" / ", shares.Select(share => share.ToString("F3", CultureInfo.InvariantCulture)))}, {Median([.. group.Select(run => run.Milliseconds)]):F1} ms a candidate"));
            }

            double Volume(double[] points) => Hypervolume.Of(
                [.. points.Select((value, i) => (value - ideal[i % objectives]) / range[i % objectives])], [.. Enumerable.Repeat(1 + Margin, objectives)]);
        }
    }

    static IEnumerable<double> Column(double[] points, int objective, int objectives) => points.Where((_, i) => i % objectives == objective);

    static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    static SearchRun Run(string name, long seed, int objectives)
    {
        var algorithm = SearchAlgorithms.Create(new AlgorithmSpecification { Name = name }, Space, seed, state: null);
        var points = new List<double[]>();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        while (points.Count < Evaluations[^1])
        {
            Observation[] told = [.. algorithm.Ask(Batch).Select(proposal => Evaluate(proposal, objectives))];
            points.AddRange(told.Select(observation => observation.Objectives.ToArray()));
            algorithm.Tell(told);
        }

        return new SearchRun(name, points, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / points.Count);
    }

    static Observation Evaluate(ProposedCandidate proposal, int objectives)
    {
        if (!Space.TryParse(proposal.Architecture, out var architecture, out var error))
        {
            throw new InvalidOperationException(error);
        }

        var cost = Space.Cost(architecture, Skeleton, Shape);
        double[] values = [-AccuracyOf(architecture), cost.Macs, cost.PeakActivations];
        return new Observation(proposal.Id, ObservationStatus.Evaluated, values[..objectives], 0);
    }

    /// <summary>Grows with the blocks' width, kernels and excitation, the later the more, saturates, falls in deep networks, and varies by a quarter point.</summary>
    static double AccuracyOf(Architecture architecture)
    {
        var blocks = Space.BlocksOf(architecture, Skeleton).ToList();
        var strength = 0.0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var own = Math.Log2(1 + blocks[i].Expansion) * (blocks[i].Kernel > 3 ? 1.2 : 1) * (blocks[i].HasSqueezeExcite ? 1.15 : 1) / (blocks[i].Groups > 1 ? 1.3 : 1);
            strength += own * (1 + (0.1 * i)) + (i > 0 && blocks[i].Kernel != blocks[i - 1].Kernel ? 0.3 : 0);
        }

        var luck = architecture.Genotype.ToArray().Aggregate(17L, (sum, choice) => unchecked((sum * 31) + choice));
        var depth = Math.Max(0, blocks.Count - 9);
        return 96 - (60 * Math.Exp(-strength / 12)) - (0.3 * depth * depth) + (0.5 * (RandomStream.For(luck, 0, 0).NextDouble() - 0.5));
    }

    /// <param name="Name">The algorithm.</param>
    /// <param name="Points">In the order they were evaluated.</param>
    /// <param name="Milliseconds">Of CPU time for each candidate, telling and evaluating included.</param>
    sealed record SearchRun(string Name, List<double[]> Points, double Milliseconds);
}
