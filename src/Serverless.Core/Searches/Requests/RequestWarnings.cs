using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Finds what is legal in a request and probably not meant: a search of it runs, to little use.</summary>
public static class RequestWarnings
{
    const double MostPercent = 100;

    /// <summary>Every warning, in the order of the request's fields. Pure.</summary>
    /// <param name="request">A valid one.</param>
    /// <param name="catalogue">What it was read with: tells the units of a table's columns.</param>
    public static IReadOnlyList<FieldError> Of(SearchRequest request, RequestCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalogue);
        return
        [
            .. request.Objectives.Select((objective, index) => Threshold(objective, index, RangeOf(objective.Metric, request, catalogue))).OfType<FieldError>(),
            .. request.Constraints.Select((constraint, index) => Bound(constraint, index, RangeOf(constraint.Metric, request, catalogue))).OfType<FieldError>(),
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
                + "So the hypervolume stays 0. Give the worst value that still interests you, or leave it out and have it inferred.");
    }

    static FieldError? Bound(Constraint constraint, int index, (double Least, double Most)? range)
    {
        if (range is not { } values || !(constraint.AtMost < values.Least || constraint.AtLeast > values.Most))
        {
            return null;
        }

        return new FieldError(
            $"/constraints/{index}",
            $"No {constraint.Metric} keeps this bound: values go from {ErrorText.Number(values.Least)} to {Limit(values.Most)}. So nothing will be feasible.");
    }

    /// <summary>What values there can be; null when that is not known.</summary>
    static (double Least, double Most)? RangeOf(string name, SearchRequest request, RequestCatalogue catalogue)
    {
        if (request.Table is { } table)
        {
            return catalogue.Tables.FirstOrDefault(known => known.Name == table)?.Find(name) is { Unit: "%" } ? (0, MostPercent) : null;
        }

        return Metric.Find(name) switch
        {
            { Unit: "%" } => (0, MostPercent),
            { Source: MetricSource.Analytic or MetricSource.Device } => (0, double.PositiveInfinity),
            _ => null,
        };
    }

    static string Limit(double most) => double.IsFinite(most) ? ErrorText.Number(most) : "any size";
}
