using Serverless.Core.Budgets;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/budgets</c>.</summary>
static class BudgetsSection
{
    /// <summary>Reads a search's limits, or what is to be added to them.</summary>
    /// <param name="fields">The section; null when it is missing, which is reported elsewhere.</param>
    /// <param name="whyOne">Why there has to be at least one, for people.</param>
    public static BudgetLimits Read(JsonFields? fields, string whyOne)
    {
        if (fields is null)
        {
            return new BudgetLimits();
        }

        var most = BudgetKind.WallClockSeconds.Most;
        var limits = new BudgetLimits
        {
            Trainings = Whole(fields, BudgetKind.Trainings),
            Epochs = Whole(fields, BudgetKind.Epochs),
            Evaluations = Whole(fields, BudgetKind.Evaluations),
            Generations = Whole(fields, BudgetKind.Generations),
            WallClockSeconds = fields.Number(
                BudgetKind.WallClockSeconds.Name,
                $" greater than 0 and at most {most} (a year)",
                seconds => seconds > 0 && seconds <= most),
        };
        fields.ReportUnknown();
        if (!BudgetKind.All.Any(kind => fields.Has(kind.Name)))
        {
            fields.Fault($"At least one limit is required, {whyOne}; there are {ErrorText.Names(BudgetKind.All.Select(kind => kind.Name))}.");
        }

        return limits;
    }

    static int? Whole(JsonFields fields, BudgetKind kind) => fields.OptionalWhole(kind.Name, 1, kind.Most);
}
