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

        var isZeroCostFirst = request.Training.Rungs is [0, ..];
        CheckObjectives(root, request, isZeroCostFirst);
        var proxy = isZeroCostFirst ? RungObjectives.DefaultZeroCostProxy : null;
        if (root.Object("promotion") is not { } fields)
        {
            return hasRungs ? new PromotionSpecification { ReductionFactor = PromotionSpecification.DefaultReductionFactor, ZeroCostProxy = proxy } : null;
        }

        var reductionFactor = fields.Number("reductionFactor", " of at least 1", factor => factor >= 1);
        if (fields.Has("zeroCostProxy"))
        {
            proxy = fields.RequiredName("zeroCostProxy", "zero-cost proxy", [.. Metric.ZeroCostProxies.Select(metric => metric.Name)]);
            if (hasRungs && !isZeroCostFirst)
            {
                fields.Fault("zeroCostProxy", "No rung compares by zero-cost proxies: begin training.rungs with 0, or leave this out.");
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
            ZeroCostProxy = proxy,
        };
    }

    static void CheckObjectives(JsonFields root, SearchRequest request, bool isZeroCostFirst)
    {
        var proxy = request.Objectives.FirstOrDefault(objective => Metric.Find(objective.Metric)?.Source == MetricSource.ZeroCost);
        if (proxy is not null && request.Evaluator is not { Kind: EvaluatorKind.Table } && !isZeroCostFirst)
        {
            root.Fault("training", $"'{proxy.Metric}' is a zero-cost proxy, told by untrained networks: begin rungs with 0, for example [0, {request.Training.Epochs}].");
        }
    }
}
