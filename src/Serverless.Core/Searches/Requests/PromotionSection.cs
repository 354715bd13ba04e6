using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/promotion</c>, and checks what rungs and epochs ask of the rest of a request.</summary>
static class PromotionSection
{
    /// <param name="root">The request's fields.</param>
    /// <param name="request">What was read of it.</param>
    /// <param name="isOfTable">Whether it trains nothing.</param>
    public static PromotionSpecification? Read(JsonFields root, SearchRequest request, bool isOfTable)
    {
        var hasRungs = request.Training.Rungs is not null;
        if (isOfTable && hasRungs)
        {
            root.Fault("training", "A search of a table trains nothing, so it has no rungs; leave them out.");
        }

        var wholeTraining = request.Training.Epochs * (request.Training.Seeds?.Count ?? 1);
        if (!isOfTable && request.Budgets.Epochs < wholeTraining)
        {
            root.Fault(
                "budgets",
                $"{request.Budgets.Epochs} epochs are not enough for one whole training of {wholeTraining}; allow at least as many.");
        }

        var isUntrainedFirst = request.Training.Rungs is [0, ..];
        CheckObjectives(root, request, isUntrainedFirst);
        var untrained = isUntrainedFirst ? RungObjectives.DefaultUntrained : null;
        if (root.Object("promotion") is not { } fields)
        {
            return hasRungs ? new PromotionSpecification { ReductionFactor = PromotionSpecification.DefaultReductionFactor, Untrained = untrained } : null;
        }

        var reductionFactor = fields.Number("reductionFactor", " of at least 1", factor => factor >= 1);
        if (fields.Has("untrained"))
        {
            untrained = fields.RequiredName("untrained", "metric of untrained networks", [.. Metric.Untrained.Select(metric => metric.Name)]);
            if (hasRungs && !isUntrainedFirst)
            {
                fields.Fault("untrained", "No rung compares untrained networks: begin training.rungs with 0, or leave this out.");
            }
        }

        fields.ReportUnknown();
        if (!hasRungs)
        {
            fields.Fault("There are no rungs to go on from: name them in training.rungs, for example [1, 3, 9], or leave this out.");
        }

        return new PromotionSpecification
        {
            ReductionFactor = reductionFactor ?? PromotionSpecification.DefaultReductionFactor,
            Untrained = untrained,
        };
    }

    static void CheckObjectives(JsonFields root, SearchRequest request, bool isUntrainedFirst)
    {
        var untrained = request.Objectives.FirstOrDefault(objective => Metric.Find(objective.Metric)?.Source == MetricSource.Untrained);
        if (untrained is not null && request.Evaluator is not { Kind: EvaluatorKind.Table } && !isUntrainedFirst)
        {
            root.Fault("training", $"'{untrained.Metric}' is told by untrained networks: begin rungs with 0, for example [0, {request.Training.Epochs}].");
        }
    }
}
