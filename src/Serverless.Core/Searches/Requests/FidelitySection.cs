using Serverless.Algorithms;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Sets the rungs of a request whose algorithm decides how long candidates are trained: one rung per fidelity, in epochs.</summary>
static class FidelitySection
{
    /// <param name="root">The request's fields.</param>
    /// <param name="training">The fields of <c>/training</c>; null when it is left out.</param>
    /// <param name="request">The request as read so far.</param>
    /// <param name="rules">The rules of the evaluator.</param>
    /// <returns>The request with one rung per fidelity; unchanged if the algorithm has one fidelity.</returns>
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
                $"'{request.Algorithm.Name}' determines how far each candidate is trained, {(epochs.Count == 0 ? "always to the end" : $"to {string.Join(", ", epochs)} epochs")}: remove this field, or use another algorithm.");
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
