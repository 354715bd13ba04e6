using Serverless.Application.Storage;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>The surrogate of the registry that a search begins with: for how long it is used.</summary>
public sealed class RegisteredSurrogates(SurrogateRegistry registry)
{
    /// <summary>Whether it serves on although a fit to the search's own results would be due.</summary>
    /// <param name="request">The search's, with a surrogate.</param>
    /// <param name="before">What was decided for the generation before; null for the first.</param>
    /// <param name="evaluations">What was evaluated so far.</param>
    /// <param name="examples">How many of them can be learnt from.</param>
    /// <param name="cancellation">Ends the reading.</param>
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
