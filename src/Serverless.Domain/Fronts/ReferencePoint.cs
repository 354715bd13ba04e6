using Serverless.Domain.Evaluations;
using Serverless.Domain.Objectives;

namespace Serverless.Domain.Fronts;

/// <summary>Fixes the point up to which a search's hypervolume is measured.</summary>
public static class ReferencePoint
{
    /// <summary>How far behind the worst value an inferred coordinate lies, as a share of the values' range.</summary>
    const double Margin = 0.1;

    /// <summary>
    /// Each objective's threshold; without one, the worst value of the completed evaluations and 10 % of their range beyond it
    /// (10 % of the value when there is but one, 1 when that is 0).
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

    static double? Beyond(Objective objective, IReadOnlyList<Evaluation> evaluations)
    {
        var values = evaluations
            .Where(evaluation => evaluation.Status == EvaluationStatus.Completed)
            .Select(evaluation => objective.Minimised(ObjectiveValues.Of(evaluation, objective)))
            .Where(double.IsFinite)
            .ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var worst = values.Max();
        var range = worst - values.Min();
        var scale = range > 0 ? range : Math.Abs(worst);
        return objective.Minimised(worst + (scale > 0 ? Margin * scale : 1));
    }
}
