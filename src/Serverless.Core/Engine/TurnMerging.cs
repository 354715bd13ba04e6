using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>Merges what ended in a turn of an asynchronous search into the front, once, although it is asked for twice: to judge what may begin, and to be written.</summary>
/// <param name="searchId">The search.</param>
/// <param name="request">The search's.</param>
/// <param name="ended">What has ended.</param>
public sealed class TurnMerging(string searchId, SearchRequest request, EvaluationSet ended)
{
    MergedFront? _merged;
    int _least;

    /// <summary>The front with what has ended.</summary>
    /// <param name="previous">The front before: the same each time.</param>
    /// <param name="basis">By which a reference point is inferred while there is none. Only a turn that has none by the first basis is merged again by another.</param>
    public MergedFront Merge(FrontDocument? previous, ReferenceBasis basis)
    {
        if (_merged is not { } merged || (merged.Front.ReferencePoint.Count == 0 && _least != basis.Least))
        {
            (_merged, _least) = (merged = Generation.Merge(searchId, request, previous, ended, basis), basis.Least);
        }

        return merged;
    }
}
