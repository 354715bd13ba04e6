using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>Compares predictions of a surrogate with a search's constraints. Pure.</summary>
static class PredictedLimits
{
    /// <summary>Returns whether a constraint is violated by more than the prediction's uncertainty, the standard deviation of its members.</summary>
    /// <remarks>
    /// A metric that needs training is constrained at one rung, so only a surrogate of that fidelity is used; device metrics are the same at every
    /// fidelity.
    /// </remarks>
    /// <param name="request">The request of the search.</param>
    /// <param name="order">The data to which the surrogate was fitted.</param>
    /// <param name="prediction">The prediction for one candidate; null when nothing was predicted.</param>
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
