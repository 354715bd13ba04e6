using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Fidelities;

/// <summary>
/// The shares of the budgets of a generation's candidates if they differ: by how far the algorithm has each trained, or by epochs of their own. Pure.
/// </summary>
public static class CandidateShares
{
    /// <summary>Returns whether candidates differ in their shares; otherwise the rungs define the budget for any number of them.</summary>
    public static bool AreOf(SearchRequest request) => OwnFidelities.AreOf(request) || CandidateEpochs.AreOf(request);

    /// <summary>Returns a share for each candidate, in their order; null if they do not differ.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="candidates">Proposals of one generation.</param>
    /// <param name="earlier">The results at rungs in earlier generations.</param>
    public static IReadOnlyList<TrainingShare>? Of(SearchRequest request, IEnumerable<ProposedCandidate> candidates, IReadOnlyList<RungEntry> earlier) =>
        OwnFidelities.Of(request)?.SharesOf(candidates, earlier) ?? CandidateEpochs.Of(request)?.SharesOf(candidates);
}
