using Serverless.Bench.Problems;
using Serverless.Bench.Statistics;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Bench.Policies;

/// <summary>What policies of independent decisions find by the exact gradient of their mean loss, which no search on samples knows.</summary>
/// <remarks>One run for each strength, from logits near 0; what it finds is the likeliest genotype of its end. Adam (Kingma, Ba 2015).</remarks>
static class PolicyStudy
{
    const int Steps = 300;
    const double Rate = 0.1;

    /// <summary>Of the logits to begin with, as in SNAS.</summary>
    const double Deviation = 0.01;

    public static PolicyDocument Run(IReadOnlyList<TableProblem> problems, int seeds, CancellationToken cancellation)
    {
        var losses = problems.Select(problem => new PolicyLoss(problem)).ToList();
        var searches = (from problem in Enumerable.Range(0, losses.Count)
                        from method in PolicyMethod.All
                        from seed in Enumerable.Range(1, seeds)
                        select (problem, method, seed)).ToList();
        var found = new int[searches.Count][];
        Parallel.For(0, searches.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (problem, method, seed) = searches[i];
            found[i] = [.. method.Strengths.Select((strength, run) => Descend(losses[problem], method, strength, RandomStream.For(seed, run, 0)))];
        });
        return new PolicyDocument(seeds, [.. losses.Select((loss, problem) => new PolicyProblemReport(
            loss.Problem.Name,
            [.. loss.Problem.Metrics.Select(metric => metric.Column)],
            loss.LookupShare(),
            [
                MethodOf(loss, "enumeration", [[.. PolicyMethod.All[0].Strengths.Select(loss.Best)]]),
                .. PolicyMethod.All.Select(method => MethodOf(
                    loss, method.Label, [.. searches.Zip(found).Where(pair => pair.First.problem == problem && pair.First.method == method).Select(pair => pair.Second)])),
            ]))]);
    }

    /// <summary>The row of the likeliest genotype at the end of one run; −1 where the table has none.</summary>
    internal static int Descend(PolicyLoss loss, PolicyMethod method, double strength, RandomStream random)
    {
        var count = loss.Expectation.LogitCount;
        double[] logits = [.. Enumerable.Range(0, count).Select(_ => Deviation * random.NextNormal())];
        var first = new double[count];
        var second = new double[count];
        for (var step = 1; step <= Steps; step++)
        {
            var (error, errorSlopes, cost, costSlopes) = loss.Means(logits, method.IsLookup);
            var (ofError, ofCost) = method.Slopes(error, cost, strength);
            for (var i = 0; i < count; i++)
            {
                var slope = (ofError * errorSlopes[i]) + (ofCost * costSlopes[i]);
                first[i] = (0.9 * first[i]) + (0.1 * slope);
                second[i] = (0.999 * second[i]) + (0.001 * slope * slope);
                logits[i] -= Rate * (first[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(second[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        return loss.Rows[loss.Expectation.IndexOf(Likeliest(loss, logits))];
    }

    static int[] Likeliest(PolicyLoss loss, double[] logits)
    {
        var genotype = new int[loss.Problem.Space.Dimensions.Count];
        var offset = 0;
        for (var i = 0; i < genotype.Length; i++)
        {
            var choices = loss.Problem.Space.Dimensions[i].Choices.Count;
            genotype[i] = Enumerable.Range(0, choices).MaxBy(choice => logits[offset + choice]);
            offset += choices;
        }

        return genotype;
    }

    static PolicyMethodReport MethodOf(PolicyLoss loss, string label, IReadOnlyList<int[]> runs)
    {
        var front = loss.Problem.Fronts[Convention.Tight];
        return new PolicyMethodReport(
            label,
            runs[0].Length,
            Quartiles.Interpolated(runs.Select(rows => (double)rows.Distinct().Count(row => row >= 0))),
            Quartiles.Interpolated(runs.Select(rows => front.FractionOf(loss.Problem, rows.Where(row => row >= 0), Convention.Tight))));
    }
}

/// <summary>What came out of <see cref="PolicyStudy"/>.</summary>
/// <param name="Seeds">Of each method.</param>
/// <param name="Problems">In the order they were asked for.</param>
public sealed record PolicyDocument(int Seeds, IReadOnlyList<PolicyProblemReport> Problems);

/// <summary>One problem.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Metrics">Its columns.</param>
/// <param name="LookupShare">The share of the variance of the second that a lookup by choices tells: R².</param>
/// <param name="Methods">The best of each weighted sum first.</param>
public sealed record PolicyProblemReport(string Name, IReadOnlyList<string> Metrics, double LookupShare, IReadOnlyList<PolicyMethodReport> Methods);

/// <summary>One method.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Runs">One for each strength.</param>
/// <param name="Found">Distinct architectures at the ends of the runs.</param>
/// <param name="Fraction">Of the true front's hypervolume, tight.</param>
public sealed record PolicyMethodReport(string Label, int Runs, Quartiles Found, Quartiles Fraction);
