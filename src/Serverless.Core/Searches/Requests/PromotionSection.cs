using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/promotion</c>, and checks that the request has rungs.</summary>
static class PromotionSection
{
    static readonly string[] Variants = ["stopping", "promotion"];
    static readonly string[] Rules = ["rank", CurveRule.Name];

    /// <param name="root">The fields of the request.</param>
    /// <param name="request">The request as read so far.</param>
    public static PromotionSpecification? Read(JsonFields root, SearchRequest request)
    {
        if (OwnFidelities.AreOf(request))
        {
            if (root.Has("promotion"))
            {
                root.Fault("promotion", $"'{request.Algorithm.Name}' determines which candidates continue training: remove this field, or use another algorithm.");
            }

            return null;
        }

        var hasRungs = request.Training.Rungs is not null;
        var isZeroCostFirst = request.Training.Rungs is [0, ..];
        var isByMetrics = request.Algorithm.ZeroCostMetrics.Count > 0;
        var proxy = isZeroCostFirst && !isByMetrics ? (request.Supernet is null ? RungObjectives.DefaultZeroCostProxy : Metric.SupernetAccuracy.Name) : null;
        if (root.Object("promotion") is not { } fields)
        {
            return hasRungs ? new PromotionSpecification { ReductionFactor = PromotionSpecification.DefaultReductionFactor, ZeroCostProxy = proxy } : null;
        }

        if (ReadRule(fields))
        {
            return CurvesSection.Read(fields, request);
        }

        var reductionFactor = fields.Number("reductionFactor", " of at least 1", factor => factor >= 1);
        if (isByMetrics && fields.Has("zeroCostProxy"))
        {
            fields.Fault("zeroCostProxy", $"'{request.Algorithm.Name}' compares by {ErrorText.Names(request.Algorithm.ZeroCostMetrics)}; remove this field.");
        }
        else if (fields.Has("zeroCostProxy"))
        {
            proxy = fields.RequiredName("zeroCostProxy", "zero-cost proxy", [.. Metric.ZeroCostProxies.Concat(request.Supernet is null ? [] : [Metric.SupernetAccuracy]).Select(metric => metric.Name)]);
            if (hasRungs && !isZeroCostFirst)
            {
                fields.Fault("zeroCostProxy", "No rung compares by zero-cost proxies: start training.rungs with 0, or remove this field.");
            }
        }

        var variant = ReadVariant(fields, isZeroCostFirst);
        fields.ReportUnknown();
        if (!hasRungs && (request.IsTrained || !isByMetrics))
        {
            fields.Fault("There are no rungs to promote from: give them in training.rungs, for example [1, 3, 9], or remove this field.");
        }

        return new PromotionSpecification
        {
            ReductionFactor = reductionFactor ?? PromotionSpecification.DefaultReductionFactor,
            ZeroCostProxy = proxy,
            Variant = variant,
        };
    }

    /// <summary>Reads the rule; returns whether learning curves decide.</summary>
    static bool ReadRule(JsonFields fields)
    {
        if (fields.Has("rule") && fields.RequiredName("rule", "rule for promoting candidates", Rules) == Rules[1])
        {
            return true;
        }

        foreach (var field in CurvesSection.OwnFields.Where(fields.Has))
        {
            fields.Fault(field, $"Only learning curves have this: add \"rule\": \"{Rules[1]}\", or remove this field.");
        }

        return false;
    }

    static HalvingVariant? ReadVariant(JsonFields fields, bool isZeroCostFirst)
    {
        if (!fields.Has("variant") || fields.RequiredName("variant", "variant of successive halving", Variants) != Variants[1])
        {
            return null;
        }

        if (isZeroCostFirst)
        {
            fields.Fault("variant", "A rung of 0 epochs takes a fraction of a second, so no candidate waits: start training.rungs with at least 1, or remove this field.");
        }

        return HalvingVariant.Promotion;
    }
}
