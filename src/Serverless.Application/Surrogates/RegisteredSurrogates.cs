using Serverless.Application.Storage;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Decides for how long a search uses the registered surrogate that it begins with.</summary>
public sealed class RegisteredSurrogates(SurrogateRegistry registry)
{
    /// <summary>Returns whether the surrogate remains in use although a fit to the search's own results would be due.</summary>
    /// <param name="request">The request of the search, with a surrogate.</param>
    /// <param name="before">The decision for the previous generation; null for the first.</param>
    /// <param name="evaluations">The evaluations so far.</param>
    /// <param name="examples">The number of evaluations that are usable as training examples.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is broken.</exception>
    public async Task<bool> ServesOnAsync(
        SearchRequest request, SurrogateDecision? before, IReadOnlyList<Evaluation> evaluations, int examples, CancellationToken cancellation)
    {
        var specification = request.Surrogate!; // as the caller says
        if (specification.Id is not { } id || (before is not null && before.Surrogate != id)
            || await registry.FindAsync(id, cancellation) is not { Status: SurrogateStatus.Ready } entry)
        {
            return false;
        }

        var (correlation, _) = FreshPredictions.Judge(evaluations, request.Objectives, request.IsAsynchronous);
        return !SurrogatePolicy.IsOutgrown(specification, examples, entry.Examples, correlation);
    }
}
