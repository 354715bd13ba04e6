using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>Compares what a surrogate predicts with a search's constraints. Pure.</summary>
static class PredictedLimits
{
    /// <summary>Whether a constraint is broken by more than the prediction's uncertainty, the standard deviation of its members.</summary>
    /// <remarks>What training tells is bounded at one rung alone, so only a surrogate of that fidelity counts; what devices measure is the same at all.</remarks>
    /// <param name="request">The search's.</param>
    /// <param name="order">What the surrogate was fitted to.</param>
    /// <param name="prediction">Of one candidate; null when nothing was predicted.</param>
    public static bool AreBroken(SearchRequest request, FitSpecification order, CandidatePrediction? prediction)
    {
        if (request.Constraints.Count == 0 || prediction?.Values is not { } values)
        {
            return false;
        }

        var predictions = new SurrogatePredictions(1, values.Count / order.Targets.Count, order.Targets.Count, scores: null, [.. values]);
        return order.Targets.Index().Any(target => request.Constraints.Any(constraint => constraint.Name == target.Item.Name
            && (!constraint.TakesTraining || order.Fidelity == Algorithms.Fidelity.NameOf(constraint.AtEpochs))
            && constraint.Violation(predictions.ValueMean(0, target.Index)) > predictions.ValueSpread(0, target.Index)));
    }
}
