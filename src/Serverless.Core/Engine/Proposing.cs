using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>Decides how many candidates a generation proposes. Pure.</summary>
public static class Proposing
{
    /// <summary>Returns the number of candidates to ask of the algorithm.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="role">The role of the surrogate in this generation; null in a search without one.</param>
    /// <param name="evaluationsLeft">Evaluations left in the budget; null when they are not limited.</param>
    /// <returns>
    /// At least 0. For an active surrogate it is the pool size, since only chosen candidates count as evaluated. In a table searched by zero-cost
    /// metrics, only candidates looked up in whole count, so it is chosen such that these are within the budget. A generation of imports has nothing
    /// else.
    /// </returns>
    public static int Count(SearchRequest request, int generation, SurrogateRole? role, int? evaluationsLeft)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Importing.Count(request, generation) is > 0 and var imported ? imported
            : role == SurrogateRole.Active ? request.Surrogate!.PoolSize
            : Screening.IsOfTable(request) ? Screening.Batch(request, evaluationsLeft)
            : Batch(request, evaluationsLeft);
    }

    /// <summary>Returns the number of candidates of a generation that can be evaluated.</summary>
    public static int Batch(SearchRequest request, int? evaluationsLeft)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Math.Max(0, Math.Min(request.Algorithm.CandidatesPerGeneration, evaluationsLeft ?? int.MaxValue));
    }
}
