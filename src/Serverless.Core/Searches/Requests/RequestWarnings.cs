using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Finds what is valid in a request but probably not intended: the search runs, but to little use.</summary>
public static class RequestWarnings
{
    /// <summary>Returns all warnings, in the order of the request's fields. Pure.</summary>
    /// <param name="request">A valid request.</param>
    /// <param name="catalogue">The catalogue with which the request was read; it holds the units of a table's columns.</param>
    public static IReadOnlyList<FieldError> Of(SearchRequest request, RequestCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalogue);
        var rules = EvaluatorRules.Of(request.Evaluator, catalogue);
        return
        [
            .. request.Objectives.Select((objective, index) => Threshold(objective, index, rules.RangeOf(objective.Metric))).OfType<FieldError>(),
            .. request.Constraints.Select((constraint, index) => Bound(constraint, index, rules.RangeOf(constraint.Metric))).OfType<FieldError>(),
            .. Target(request, rules) is { } unreachable ? (FieldError[])[unreachable] : [],
            .. FidelityWarnings.Of(request),
        ];
    }

    static FieldError? Threshold(Objective objective, int index, (double Least, double Most)? range)
    {
        if (objective.Threshold is not { } threshold || range is not { } values)
        {
            return null;
        }

        var best = objective.Goal == Goal.Minimise ? values.Least : values.Most;
        return objective.Minimised(threshold) > objective.Minimised(best)
            ? null
            : new FieldError(
                $"/objectives/{index}/threshold",
                $"No {objective.Metric} is better than {ErrorText.Number(threshold)}: values go from {ErrorText.Number(values.Least)} to {Limit(values.Most)}. "
                + "So the hypervolume stays 0. Give the worst value that is still of interest, or omit the threshold to have it inferred.");
    }

    static FieldError? Bound(Constraint constraint, int index, (double Least, double Most)? range)
    {
        if (range is not { } values || !(constraint.AtMost < values.Least || constraint.AtLeast > values.Most))
        {
            return null;
        }

        return new FieldError(
            $"/constraints/{index}",
            $"No {constraint.Metric} meets this bound: values go from {ErrorText.Number(values.Least)} to {Limit(values.Most)}. So nothing will be feasible.");
    }

    static FieldError? Target(SearchRequest request, EvaluatorRules rules)
    {
        if (request.Budgets.TargetHypervolume is not { } target)
        {
            return null;
        }

        var most = 1.0;
        foreach (var objective in request.Objectives)
        {
            if (objective.Threshold is not { } threshold || rules.RangeOf(objective.Metric) is not { } values)
            {
                return null;
            }

            var best = objective.Goal == Goal.Minimise ? values.Least : values.Most;
            most *= Math.Max(0, objective.Minimised(threshold) - objective.Minimised(best));
        }

        return target <= most
            ? null
            : new FieldError(
                "/budgets/targetHypervolume",
                $"No front reaches it: with these thresholds the hypervolume is at most {ErrorText.Number(most)}. So only another limit ends the search.");
    }

    static string Limit(double most) => double.IsFinite(most) ? ErrorText.Number(most) : "any size";
}
