using Serverless.Bench.Problems;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Indicators;

namespace Serverless.Bench.Running;

/// <summary>The progress of a search in one convention.</summary>
/// <param name="Hypervolumes">The scaled hypervolume after each evaluation; if a search ended by itself, the last value is repeated.</param>
/// <param name="Distances">The IGD⁺ to the true front at each checkpoint; infinite while nothing that counts was found.</param>
/// <param name="TrueHypervolume">The hypervolume of the true front.</param>
public sealed record TraceMeasures(double[] Hypervolumes, double[] Distances, double TrueHypervolume)
{
    /// <summary>The smallest gap; anything smaller is rounding in sums of a few dozen boxes.</summary>
    const double SmallestGap = 1e-12;

    /// <summary>Measures a trace.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="trace">What the search proposed.</param>
    /// <param name="convention">The convention.</param>
    /// <param name="checkpoints">Numbers of evaluations, in ascending order; the last is the budget.</param>
    public static TraceMeasures Of(TableProblem problem, SearchTrace trace, Convention convention, IReadOnlyList<int> checkpoints)
    {
        var truth = problem.Fronts[convention];
        var objectives = problem.Metrics.Count;
        var front = new NondominatedSet<int>(objectives);
        var point = new double[objectives];
        var hypervolumes = new double[checkpoints[^1]];
        var distances = new List<double>();
        var hypervolume = 0.0;
        for (var i = 0; i < hypervolumes.Length; i++)
        {
            var row = i < trace.Rows.Count ? trace.Rows[i] : -1;
            if (row >= 0 && problem.Counts(row, convention))
            {
                truth.Scale.Scale(problem.ObjectivesOf(row), point);
                if (front.Add(point, row))
                {
                    hypervolume = Hypervolume.Of(front.Points, truth.Scale.Reference);
                }
            }

            hypervolumes[i] = hypervolume;
            if (checkpoints[distances.Count] == i + 1)
            {
                distances.Add(FrontDistance.InvertedGenerationalPlus(front.Points, truth.Points, objectives));
            }
        }

        return new TraceMeasures(hypervolumes, [.. distances], truth.Hypervolume);
    }

    /// <summary>Returns the hypervolume as a fraction of the true front's.</summary>
    public double FractionAt(int evaluations) => Hypervolumes[evaluations - 1] / TrueHypervolume;

    /// <summary>Returns the decimal logarithm of the missing hypervolume, in scaled units.</summary>
    public double LogGapAt(int evaluations) => Math.Log10(Math.Max(TrueHypervolume - Hypervolumes[evaluations - 1], SmallestGap));

    /// <summary>Returns the number of evaluations needed to reach a fraction of the true hypervolume; infinite if it was not reached.</summary>
    public double EvaluationsTo(double fraction)
    {
        var index = Array.FindIndex(Hypervolumes, hypervolume => hypervolume >= fraction * TrueHypervolume);
        return index < 0 ? double.PositiveInfinity : index + 1;
    }
}
