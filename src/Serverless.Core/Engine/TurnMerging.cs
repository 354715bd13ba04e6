using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>
/// Merges what ended in a turn of an asynchronous search into the front. The merge is computed once, although it is needed twice: to decide what can
/// be started, and to be written.
/// </summary>
/// <param name="searchId">The search.</param>
/// <param name="request">The request of the search.</param>
/// <param name="ended">The evaluations that have ended.</param>
public sealed class TurnMerging(string searchId, SearchRequest request, EvaluationSet ended)
{
    MergedFront? _merged;
    int _least;

    /// <summary>Returns the front including what has ended.</summary>
    /// <param name="previous">The front before, the same in each call.</param>
    /// <param name="basis">The basis from which a reference point is inferred while there is none. The merge is repeated only if the first basis gave
    /// none and this one differs.</param>
    public MergedFront Merge(FrontDocument? previous, ReferenceBasis basis)
    {
        if (_merged is not { } merged || (merged.Front.ReferencePoint.Count == 0 && _least != basis.Least))
        {
            (_merged, _least) = (merged = Generation.Merge(searchId, request, previous, ended, basis), basis.Least);
        }

        return merged;
    }
}
