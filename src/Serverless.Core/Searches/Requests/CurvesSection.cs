using Serverless.Core.Fidelities;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/promotion</c> where learning curves decide, and checks that the request yields learning curves.</summary>
static class CurvesSection
{
    static readonly string[] OtherFields = ["variant", "zeroCostProxy"];

    /// <value>The fields that apply only to learning curves.</value>
    public static IReadOnlyList<string> OwnFields { get; } = ["leastChance", "wholeCurves"];

    /// <param name="fields">The fields of the section.</param>
    /// <param name="request">The request as read so far.</param>
    public static PromotionSpecification Read(JsonFields fields, SearchRequest request)
    {
        // A stored request has the factor 1: no candidate is stopped because of the number of candidates.
        string[] unsuited = [.. fields.Number("reductionFactor") is null or 1 ? [] : (string[])["reductionFactor"], .. OtherFields.Where(fields.Has)];
        foreach (var field in unsuited)
        {
            fields.Fault(field, "With learning curves, every candidate that may end above the best so far continues, decided at each rung: remove this field, or the rule.");
        }

        var least = fields.Number("leastChance", " from 0 to 1", chance => chance is >= 0 and <= 1) ?? CurveRule.DefaultLeastChance;
        var whole = fields.Whole("wholeCurves", CurveRule.FewestWholeCurves, CurveRule.MostWholeCurves, CurveRule.DefaultWholeCurves);
        fields.ReportUnknown();
        if (FaultOf(request) is { } fault)
        {
            fields.Fault("rule", fault);
        }
        else if (Ending(request, whole) is { } budget)
        {
            fields.Fault("wholeCurves", $"{budget} ends the search before anything could be stopped: the first {whole} candidates are trained to the end, to learn from. "
                + $"Use fewer, at least {CurveRule.FewestWholeCurves}, or raise the limit.");
        }

        return new PromotionSpecification { ReductionFactor = 1, Rule = RungRule.LearningCurves, LeastChance = least, WholeCurves = whole };
    }

    static string? FaultOf(SearchRequest request) => request.Training.Rungs switch
    {
        null or { Count: < 2 } =>
            "There are no learning curves without rungs before the end: give them in training.rungs, for example [1, 3, 9], or remove the rule.",
        [0, ..] => "A rung of 0 epochs has no learning curve: start training.rungs with at least 1, or remove the rule.",
        _ when request.Objectives.Count > 0 && !request.Objectives.Any(CurveRule.TakesTraining) =>
            "No objective comes from training, so there is no end of a curve to predict: add one, for example accuracy, or remove the rule.",
        _ => null,
    };

    /// <summary>
    /// Returns the limit that ends the search before a candidate can be compared with enough whole trainings; null when no limit does.
    /// </summary>
    static string? Ending(SearchRequest request, int whole)
    {
        var budgets = request.Budgets;
        return budgets.Trainings <= whole ? $"budgets.trainings {budgets.Trainings}"
            : budgets.Evaluations <= whole ? $"budgets.evaluations {budgets.Evaluations}"
            : budgets.Epochs is { } epochs && RungLadder.IsLadder(request.Training.Rungs!, request.Training.Epochs)
                && epochs <= (long)whole * RungLadder.Of(request).EpochsUpTo(request.Training.Rungs!.Count) ? $"budgets.epochs {epochs}"
            : null;
    }
}
