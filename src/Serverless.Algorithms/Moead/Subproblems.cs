using Serverless.Algorithms.Options;

namespace Serverless.Algorithms.Moead;

/// <summary>The subproblems of a decomposition: a vector and a neighbourhood for each, and the cost of a point to it.</summary>
/// <remarks>
/// Zhang, Li 2007, section II: <c>linear</c> is the weighted sum, <c>tchebycheff</c> the largest weighted distance from the ideal point.
/// <c>epsilonConstraint</c> (Chen, Li, Yao 2018) is the first objective with bounds on the others; violating a bound costs more than the first
/// objective can. A small share of the sum of objectives breaks ties, so that no weakly dominated point wins.
/// </remarks>
sealed class Subproblems
{
    const double LeastWeight = 1e-6;
    const double TieShare = 1e-6;
    const double PenaltyPerRange = 1000;

    readonly string _scalarisation;
    readonly double[][] _vectors;
    readonly int[][] _neighbourhoods;

    /// <param name="scalarisation">One of <see cref="ScalarisationNames"/>.</param>
    /// <param name="count">The number of subproblems, at least 1.</param>
    /// <param name="objectives">The number of objectives, at least 1.</param>
    /// <param name="neighbourhoodSize">The size of a neighbourhood, 1 to <paramref name="count"/>; a subproblem is the first in its own.</param>
    public Subproblems(string scalarisation, int count, int objectives, int neighbourhoodSize)
    {
        _scalarisation = scalarisation;
        Objectives = objectives;
        _vectors = scalarisation == ScalarisationNames.EpsilonConstraint
            ? WeightVectors.Cube(count, objectives - 1)
            : WeightVectors.Simplex(count, objectives);
        _neighbourhoods =
        [
            .. _vectors.Select((vector, place) => Enumerable.Range(0, count)
                .OrderBy(other => other == place ? -1 : Distance(vector, _vectors[other])).Take(neighbourhoodSize).ToArray()),
        ];
    }

    public int Objectives { get; }

    /// <summary>Returns the subproblems most similar to a given one, nearest first.</summary>
    public IReadOnlyList<int> Neighbours(int subproblem) => _neighbourhoods[subproblem];

    /// <summary>Returns the cost of a point to a subproblem; +∞ for a point with a NaN.</summary>
    /// <param name="point">The point's objectives, scaled to the front's range.</param>
    /// <param name="subproblem">The index of the subproblem, from 0.</param>
    public double Cost(ReadOnlySpan<double> point, int subproblem)
    {
        var vector = _vectors[subproblem];
        var sum = 0.0;
        foreach (var value in point)
        {
            sum += value;
        }

        var cost = _scalarisation switch
        {
            ScalarisationNames.Linear => WeightedSum(point, vector),
            ScalarisationNames.Tchebycheff => LargestWeighted(point, vector),
            _ => point[0] + (PenaltyPerRange * Excess(point[1..], vector)),
        } + (TieShare * sum);
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    static double WeightedSum(ReadOnlySpan<double> point, double[] weights)
    {
        var sum = 0.0;
        for (var j = 0; j < weights.Length; j++)
        {
            sum += weights[j] * point[j];
        }

        return sum;
    }

    static double LargestWeighted(ReadOnlySpan<double> point, double[] weights)
    {
        var largest = double.NegativeInfinity;
        for (var j = 0; j < weights.Length; j++)
        {
            largest = Math.Max(largest, Math.Max(weights[j], LeastWeight) * point[j]);
        }

        return largest;
    }

    static double Excess(ReadOnlySpan<double> values, double[] bounds)
    {
        var excess = 0.0;
        for (var j = 0; j < bounds.Length; j++)
        {
            excess += Math.Max(0, values[j] - bounds[j]);
        }

        return excess;
    }

    static double Distance(double[] first, double[] second) => first.Zip(second).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second));
}
