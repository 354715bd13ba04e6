using Serverless.Core.Budgets;
using Serverless.Core.Objectives;
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
            NoImprovementGenerations = Whole(fields, BudgetKind.NoImprovementGenerations),
            NoImprovementEvaluations = Whole(fields, BudgetKind.NoImprovementEvaluations),
            TargetHypervolume = fields.Number(BudgetKind.TargetHypervolume.Name, " greater than 0", volume => volume > 0),
        };
        fields.ReportUnknown();
        if (!BudgetKind.All.Any(kind => fields.Has(kind.Name)))
        {
            fields.Fault($"At least one limit is required, {whyOne}; there are {ErrorText.Names(BudgetKind.All.Select(kind => kind.Name))}.");
        }

        return limits;
    }

    /// <summary>Reports a target that says nothing: before the search runs nobody knows what it means, or it may never end.</summary>
    /// <param name="fields">The section.</param>
    /// <param name="limits">What was read of it.</param>
    /// <param name="objectives">The search's.</param>
    public static void CheckTarget(JsonFields fields, BudgetLimits limits, IReadOnlyList<Objective> objectives)
    {
        if (limits.TargetHypervolume is not { } target)
        {
            return;
        }

        string[] without = [.. objectives.Where(objective => objective.Threshold is null).Select(objective => objective.Name)];
        if (without.Length > 0)
        {
            fields.Fault(
                BudgetKind.TargetHypervolume.Name,
                $"A hypervolume is measured up to the reference point, and the objective {ErrorText.Names(without)} has no threshold: what {ErrorText.Number(target)} means would be "
                + $"known after the first generation only. Give every objective a threshold, or limit {BudgetKind.NoImprovementGenerations.Name} instead.");
        }

        if (!BudgetKind.All.Any(kind => kind.IsCertain && fields.Has(kind.Name)))
        {
            fields.Fault(BudgetKind.TargetHypervolume.Name, $"A search may never reach it: give another limit too, for example {BudgetKind.NoImprovementGenerations.Name}.");
        }
    }

    static int? Whole(JsonFields fields, BudgetKind kind) => fields.OptionalWhole(kind.Name, 1, (int)kind.Most);
}
