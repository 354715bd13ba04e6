using Serverless.Bench.Problems;
using Serverless.Bench.Statistics;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Bench.Policies;

/// <summary>
/// Studies what policies of independent decisions find with the exact gradient of their mean loss, which no search by samples knows.
/// </summary>
/// <remarks>
/// There is one run for each strength, from logits near 0; it finds the most likely genotype of its final policy. Adam (Kingma, Ba 2015).
/// </remarks>
static class PolicyStudy
{
    const int Steps = 300;
    const double Rate = 0.1;

    /// <summary>The standard deviation of the initial logits, as in SNAS.</summary>
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

    /// <summary>Returns the row of the most likely genotype at the end of one run; −1 if the table has none.</summary>
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

/// <summary>The results of <see cref="PolicyStudy"/>.</summary>
/// <param name="Seeds">The number of seeds of each method.</param>
/// <param name="Problems">The reports of the problems, in the order in which they were asked for.</param>
public sealed record PolicyDocument(int Seeds, IReadOnlyList<PolicyProblemReport> Problems);

/// <summary>The results on one problem.</summary>
/// <param name="Name">The label of the problem.</param>
/// <param name="Metrics">The columns of the problem.</param>
/// <param name="LookupShare">The share of the variance of the second objective that a lookup by choices explains: R².</param>
/// <param name="Methods">The results of the methods; the best row of each weighted sum comes first.</param>
public sealed record PolicyProblemReport(string Name, IReadOnlyList<string> Metrics, double LookupShare, IReadOnlyList<PolicyMethodReport> Methods);

/// <summary>The results of one method.</summary>
/// <param name="Label">The name of the method.</param>
/// <param name="Runs">The number of runs, one for each strength.</param>
/// <param name="Found">The number of distinct architectures at the ends of the runs.</param>
/// <param name="Fraction">The fraction of the true front's hypervolume, tight.</param>
public sealed record PolicyMethodReport(string Label, int Runs, Quartiles Found, Quartiles Fraction);
