using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>Decides how many candidates a generation proposes. Pure.</summary>
public static class Proposing
{
    /// <summary>How many candidates to ask the algorithm for.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="role">What the surrogate does in this generation; null in a search without.</param>
    /// <param name="evaluationsLeft">Of the budget; null when it is not limited.</param>
    /// <returns>
    /// At least 0. What a surrogate chooses from is many: only what is chosen counts as evaluated. Of a table that an algorithm searches by zero-cost
    /// metrics only what is looked up in whole does, of a whole generation no more than is left. Results that are imported are all of a generation.
    /// </returns>
    public static int Count(SearchRequest request, int generation, SurrogateRole? role, int? evaluationsLeft)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Importing.Count(request, generation) is > 0 and var imported ? imported
            : role == SurrogateRole.Active ? request.Surrogate!.PoolSize
            : Screening.IsOfTable(request) ? Screening.Batch(request, evaluationsLeft)
            : Batch(request, evaluationsLeft);
    }

    /// <summary>How many of a generation may be evaluated.</summary>
    public static int Batch(SearchRequest request, int? evaluationsLeft)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Math.Max(0, Math.Min(request.Algorithm.CandidatesPerGeneration, evaluationsLeft ?? int.MaxValue));
    }
}
