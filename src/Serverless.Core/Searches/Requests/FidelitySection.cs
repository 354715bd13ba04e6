using Serverless.Algorithms;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Settles how far candidates are trained where the algorithm says so: the rungs are its fidelities, in epochs.</summary>
static class FidelitySection
{
    /// <param name="root">The request's fields.</param>
    /// <param name="training">Those of <c>/training</c>; null when it was left out.</param>
    /// <param name="request">What was read of it.</param>
    /// <param name="rules">How candidates are evaluated.</param>
    /// <returns>The request with a rung for each fidelity; as it is when the algorithm has one fidelity.</returns>
    public static SearchRequest Settle(JsonFields root, JsonFields? training, SearchRequest request, EvaluatorRules rules)
    {
        if (!request.Algorithm.DecidesFidelities)
        {
            return request;
        }

        var fidelities = AlgorithmFidelities.Of(request.Algorithm);
        var epochs = fidelities.Count == 1 ? [] : rules.EpochsOf(root, request, fidelities);
        if (epochs is null)
        {
            return Without(request);
        }

        if (request.Training.Rungs is { } given && !given.SequenceEqual(epochs))
        {
            training!.Fault(
                "rungs",
                $"'{request.Algorithm.Name}' says itself how far each candidate is trained, {(epochs.Count == 0 ? "always to the end" : $"to {string.Join(", ", epochs)} epochs")}: leave this out, or take another algorithm.");
            return Without(request);
        }

        return epochs.Count == 0 ? request : request with
        {
            Training = request.Training with
            {
                Epochs = epochs[^1],
                Rungs = epochs,
                Schedule = request.IsTrained && training?.Has("schedule") != true ? ScheduleSection.OfRungs(epochs, epochs[^1]) : request.Training.Schedule,
            },
        };
    }

    static SearchRequest Without(SearchRequest request) => request with { Training = request.Training with { Rungs = null } };
}
