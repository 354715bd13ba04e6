using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>Determines the reference point up to which a search's hypervolume is measured.</summary>
public static class ReferencePoint
{
    /// <summary>Distance of an inferred coordinate beyond the worst value, as a share of the values' range.</summary>
    const double Margin = 0.1;

    /// <summary>
    /// Returns each objective's threshold; without one, the worst value of the completed evaluations plus 10 % of their range
    /// (10 % of the value if there is only one value, 1 if that is 0; likewise if the margin would be too small to make a difference).
    /// </summary>
    /// <returns>
    /// Values by objective name, in the objective's own direction; null when a coordinate has to be inferred and nothing has completed.
    /// </returns>
    public static IReadOnlyDictionary<string, double>? Infer(IReadOnlyList<Objective> objectives, IReadOnlyList<Evaluation> evaluations)
    {
        var point = new Dictionary<string, double>();
        foreach (var objective in objectives)
        {
            if ((objective.Threshold ?? Beyond(objective, evaluations)) is not { } value)
            {
                return null;
            }

            point[objective.Name] = value;
        }

        return point;
    }

    /// <summary>Returns the coordinate inferred from one objective's values, as described at <see cref="Infer"/>.</summary>
    /// <param name="minimised">Values of which smaller is better; those that are not finite are ignored.</param>
    /// <returns>The coordinate, of which smaller is better; null when no value is finite.</returns>
    public static double? Beyond(IEnumerable<double> minimised)
    {
        double[] values = [.. minimised.Where(double.IsFinite)];
        if (values.Length == 0)
        {
            return null;
        }

        var worst = values.Max();
        double[] beyond = [worst + (Margin * (worst - values.Min())), worst + (Margin * Math.Abs(worst)), worst + 1];
        return beyond.First(value => value > worst);
    }

    static double? Beyond(Objective objective, IReadOnlyList<Evaluation> evaluations) => Beyond(evaluations
        .Where(evaluation => evaluation.Status == EvaluationStatus.Completed)
        .Select(evaluation => objective.Minimised(ObjectiveValues.Of(evaluation, objective)))) is { } value
        ? objective.Minimised(value)
        : null;
}
