using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Fidelities;

/// <summary>What candidates of a generation take of the budgets where they differ in it: by how far their algorithm has each trained, or by epochs of their own. Pure.</summary>
public static class CandidateShares
{
    /// <summary>Whether candidates differ in it; otherwise the rungs tell it of any number of them.</summary>
    public static bool AreOf(SearchRequest request) => OwnFidelities.AreOf(request) || CandidateEpochs.AreOf(request);

    /// <summary>A share for each of some candidates, in their order; null where they do not differ.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="candidates">Proposals of one generation.</param>
    /// <param name="earlier">What was found at rungs in generations before.</param>
    public static IReadOnlyList<TrainingShare>? Of(SearchRequest request, IEnumerable<ProposedCandidate> candidates, IReadOnlyList<RungEntry> earlier) =>
        OwnFidelities.Of(request)?.SharesOf(candidates, earlier) ?? CandidateEpochs.Of(request)?.SharesOf(candidates);
}
