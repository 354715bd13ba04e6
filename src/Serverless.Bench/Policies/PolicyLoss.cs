using Serverless.Algorithms.Policies;
using Serverless.Bench.Problems;

namespace Serverless.Bench.Policies;

/// <summary>
/// A problem of two objectives as tables over all genotypes, with its second objective also as a lookup: a constant and a number for each choice.
/// </summary>
/// <remarks>
/// Objectives are shares of their range, with 0 the best; a genotype that the table does not have is the worst. The lookup is the least-squares fit
/// to all genotypes: over a full factorial, the number of a choice is the mean of the genotypes that have it minus the overall mean.
/// </remarks>
sealed class PolicyLoss
{
    readonly double[] _errors;
    readonly double[] _costs;
    readonly double[] _lookup;
    readonly double _constant;

    /// <exception cref="BenchException">The problem does not have two objectives, or the space is too large to enumerate.</exception>
    public PolicyLoss(TableProblem problem)
    {
        if (problem.Metrics.Count != 2)
        {
            throw new BenchException($"{problem.Name} has {problem.Metrics.Count} objective(s); policies by exact expectation are compared on two.");
        }

        Problem = problem;
        Expectation = ExpectationOf(problem);
        Rows = new int[Expectation.GenotypeCount];
        Rows.AsSpan().Fill(-1);
        for (var row = 0; row < problem.RowCount; row++)
        {
            Rows[Expectation.IndexOf(problem.Table.Architectures[row].Genotype)] = problem.IsSupported(row) ? row : -1;
        }

        _errors = Shares(0);
        _costs = Shares(1);
        var even = Expectation.Probabilities(new double[Expectation.LogitCount]);
        _lookup = new double[Expectation.LogitCount];
        _constant = Expectation.ConditionalMeans(even, _costs, _lookup);
        for (var i = 0; i < _lookup.Length; i++)
        {
            _lookup[i] -= _constant;
        }
    }

    public TableProblem Problem { get; }

    public FactorisedExpectation Expectation { get; }

    /// <value>The row of each genotype; −1 if the table has none with both objectives.</value>
    public int[] Rows { get; }

    /// <summary>Returns the mean error and the mean cost under a policy, and their gradients with respect to the logits.</summary>
    /// <param name="logits">The logits of the policy.</param>
    /// <param name="isLookup">Whether the cost is that of the lookup.</param>
    public (double Error, double[] ErrorSlopes, double Cost, double[] CostSlopes) Means(double[] logits, bool isLookup)
    {
        var errorSlopes = new double[logits.Length];
        var costSlopes = new double[logits.Length];
        var error = Expectation.Gradient(logits, _errors, errorSlopes);
        var cost = isLookup ? LookupMean(logits, costSlopes) : Expectation.Gradient(logits, _costs, costSlopes);
        return (error, errorSlopes, cost, costSlopes);
    }

    /// <summary>Returns the best row by error + weight · cost; the first of equal ones.</summary>
    public int Best(double weight)
    {
        var best = Enumerable.Range(0, Rows.Length).Where(index => Rows[index] >= 0).MinBy(index => _errors[index] + (weight * _costs[index]));
        return Rows[best];
    }

    /// <summary>Returns the share of the variance of costs that the lookup explains.</summary>
    public double LookupShare()
    {
        var (residual, total) = (0.0, 0.0);
        for (var index = 0; index < Rows.Length; index++)
        {
            var difference = _costs[index] - Looked(Expectation.GenotypeAt(index));
            residual += difference * difference;
            total += (_costs[index] - _constant) * (_costs[index] - _constant);
        }

        return total > 0 ? 1 - (residual / total) : 1;
    }

    static FactorisedExpectation ExpectationOf(TableProblem problem)
    {
        try
        {
            return new FactorisedExpectation([.. problem.Space.Dimensions.Select(dimension => dimension.Choices.Count)]);
        }
        catch (ArgumentException tooLarge)
        {
            throw new BenchException($"{problem.Name}: {tooLarge.Message}");
        }
    }

    double[] Shares(int objective)
    {
        double[] values = [.. Rows.Where(row => row >= 0).Select(row => Problem.ObjectivesOf(row)[objective])];
        var (least, range) = (values.Min(), values.Max() - values.Min());
        return Array.ConvertAll(Rows, row => row < 0 ? 1 : range > 0 ? (Problem.ObjectivesOf(row)[objective] - least) / range : 0);
    }

    double LookupMean(double[] logits, double[] slopes)
    {
        var probabilities = Expectation.Probabilities(logits);
        var mean = _constant;
        for (int start = 0, decision = 0; start < logits.Length; decision++)
        {
            var end = start + Problem.Space.Dimensions[decision].Choices.Count;
            var ofDecision = 0.0;
            for (var i = start; i < end; i++)
            {
                ofDecision += probabilities[i] * _lookup[i];
            }

            for (; start < end; start++)
            {
                slopes[start] = probabilities[start] * (_lookup[start] - ofDecision);
            }

            mean += ofDecision;
        }

        return mean;
    }

    double Looked(int[] genotype)
    {
        var (sum, offset) = (_constant, 0);
        for (var i = 0; i < genotype.Length; i++)
        {
            sum += _lookup[offset + genotype[i]];
            offset += Problem.Space.Dimensions[i].Choices.Count;
        }

        return sum;
    }
}
