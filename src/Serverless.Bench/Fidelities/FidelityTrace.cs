using Serverless.Bench.Problems;
using Serverless.MultiObjective;

namespace Serverless.Bench.Fidelities;

/// <summary>
/// The progress of a search by the epochs that it used: the tight hypervolume of what was trained to the end, as a fraction of the true front's.
/// </summary>
/// <param name="Steps">The epochs used and the fraction reached, at each increase, in ascending order.</param>
sealed record FidelityTrace(IReadOnlyList<(double Epochs, double Fraction)> Steps)
{
    public static FidelityTrace Of(TableProblem problem, IEnumerable<FidelityStep> steps)
    {
        var truth = problem.Fronts[Convention.Tight];
        var front = new NondominatedSet<int>(problem.Metrics.Count);
        var point = new double[problem.Metrics.Count];
        var rises = new List<(double, double)>();
        foreach (var step in steps.Where(step => step.Row >= 0 && problem.Counts(step.Row, Convention.Tight)))
        {
            truth.Scale.Scale(problem.ObjectivesOf(step.Row), point);
            if (front.Add(point, step.Row))
            {
                rises.Add((step.Epochs, Hypervolume.Of(front.Points, truth.Scale.Reference) / truth.Hypervolume));
            }
        }

        return new FidelityTrace(rises);
    }

    /// <summary>Returns the fraction after the given number of epochs; a training that ends later does not count.</summary>
    public double At(double epochs) => Steps.LastOrDefault(step => step.Epochs <= epochs).Fraction;

    /// <summary>Returns the number of epochs needed to reach a fraction; infinite if it was not reached.</summary>
    public double EpochsTo(double fraction)
    {
        foreach (var step in Steps)
        {
            if (step.Fraction >= fraction)
            {
                return step.Epochs;
            }
        }

        return double.PositiveInfinity;
    }
}
