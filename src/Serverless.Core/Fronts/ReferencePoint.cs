using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>Fixes the point up to which a search's hypervolume is measured.</summary>
public static class ReferencePoint
{
    /// <summary>How far behind the worst value an inferred coordinate lies, as a share of the values' range.</summary>
    const double Margin = 0.1;

    /// <summary>
    /// Each objective's threshold; without one, the worst value of the completed evaluations and 10 % of their range beyond it
    /// (10 % of the value when there is but one, 1 when that is 0; likewise when the one before is too little to make a difference).
    /// </summary>
    /// <returns>
    /// Objective name to value in the objective's own direction; null when a coordinate has to be inferred and nothing has completed.
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

    /// <summary>The coordinate that is inferred from one objective's values, as <see cref="Infer"/> says.</summary>
    /// <param name="minimised">Better when smaller; those that are not finite do not count.</param>
    /// <returns>Better when smaller; null when no value is finite.</returns>
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
