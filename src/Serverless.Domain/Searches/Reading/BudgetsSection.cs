using Serverless.Domain.Budgets;

namespace Serverless.Domain.Searches.Reading;

/// <summary>Reads <c>/budgets</c>.</summary>
static class BudgetsSection
{
    /// <summary>Beyond these a limit limits nothing: it is a slip of the keyboard.</summary>
    const int MostCandidates = 1_000_000;
    const int MostGenerations = 99_999;
    const int MostSeconds = 366 * 24 * 60 * 60;

    static readonly string[] Limits = ["trainings", "evaluations", "generations", "wallClockSeconds"];

    public static BudgetLimits Read(JsonFields? fields)
    {
        if (fields is null)
        {
            return new BudgetLimits();
        }

        var limits = new BudgetLimits
        {
            Trainings = fields.OptionalWhole("trainings", 1, MostCandidates),
            Evaluations = fields.OptionalWhole("evaluations", 1, MostCandidates),
            Generations = fields.OptionalWhole("generations", 1, MostGenerations),
            WallClockSeconds = fields.Number(
                "wallClockSeconds", $" greater than 0 and at most {MostSeconds} (a year)", seconds => seconds is > 0 and <= MostSeconds),
        };
        fields.ReportUnknown();
        if (!Array.Exists(Limits, fields.Has))
        {
            fields.Fault($"At least one limit is required, or the search would never end; there are {Shown.Names(Limits)}.");
        }

        return limits;
    }
}
