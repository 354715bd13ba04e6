using Serverless.Algorithms;
using Serverless.Algorithms.Acquisition;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Chooses, by predictions, the candidates that a turn of an asynchronous search starts. Pure.</summary>
public static class AsynchronousChoosing
{
    /// <summary>
    /// Returns the number of candidates to ask of the algorithm, to choose from: the pool size of the search, scaled by the candidates that can be
    /// started over the parallelism.
    /// </summary>
    /// <param name="request">The request of the search, with a surrogate.</param>
    /// <param name="wanted">Number of candidates that can be started.</param>
    public static int PoolOf(SearchRequest request, int wanted)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parallelism = request.Parallelism ?? 1;
        var pool = (((long)request.Surrogate!.PoolSize * wanted) + parallelism - 1) / parallelism;
        return (int)Math.Max(wanted, pool);
    }

    /// <summary>
    /// Chooses as <see cref="Selecting.Choose"/> does; if it chooses nothing and no evaluation is in progress, takes the algorithm's first
    /// proposals.
    /// </summary>
    /// <param name="evaluator">The evaluator of the search, with a surrogate.</param>
    /// <param name="turn">The turn, with the evaluations in progress.</param>
    /// <param name="order">The data to which the surrogate was fitted.</param>
    /// <param name="candidates">All proposed candidates.</param>
    /// <param name="scores">Their scores, in the same order, with predictions.</param>
    /// <param name="known">The evaluations that have ended, in order.</param>
    /// <param name="state">The state of the search, with the reference point of its front.</param>
    /// <returns>The choices, the best first.</returns>
    public static IReadOnlyList<CandidateChoice> Choose(
        CandidateEvaluator evaluator,
        ChoosingTurn turn,
        FitSpecification order,
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<CandidateScore> scores,
        IReadOnlyList<Evaluation> known,
        SearchDocument state)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(candidates);
        var choices = Selecting.Choose(evaluator, turn.Turn, order, candidates, scores, known, state, turn);
        return choices.Count > 0 || !turn.IsIdle
            ? choices
            : [.. candidates.Take(turn.Wanted).Select(candidate => new CandidateChoice(candidate.Proposed.Id, ChoiceReason.Algorithm))];
    }

    /// <summary>
    /// Returns the chosen candidates of a pool, in that order, and drops the others from the algorithm: permanently if they violate a known
    /// constraint.
    /// </summary>
    /// <param name="algorithm">The algorithm that proposed the pool.</param>
    /// <param name="candidates">The pool.</param>
    /// <param name="scores">The scores of the pool, in the same order.</param>
    /// <param name="chosen">The chosen candidates.</param>
    /// <exception cref="InvalidOperationException">A chosen candidate was not proposed.</exception>
    public static IReadOnlyList<Candidate> Take(
        ISearchAlgorithm algorithm, IReadOnlyList<Candidate> candidates, IReadOnlyList<CandidateScore> scores, IReadOnlyList<CandidateId> chosen)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(chosen);
        var pool = candidates.ToDictionary(candidate => candidate.Proposed.Id);
        if (chosen.Cast<CandidateId?>().FirstOrDefault(id => !pool.ContainsKey(id!.Value)) is { } unknown)
        {
            throw new InvalidOperationException($"{unknown} is reported as chosen, but the algorithm does not propose it.");
        }

        var taken = chosen.ToHashSet();
        Telling.DropOthers(algorithm, [.. candidates.Select(candidate => candidate.Proposed.Id).Where(id => !taken.Contains(id))], scores);
        return [.. chosen.Select(id => pool[id])];
    }
}

/// <summary>A turn in which a surrogate chooses.</summary>
/// <param name="Turn">The turn, from 0.</param>
/// <param name="Wanted">The most candidates that can be started.</param>
/// <param name="Pending">Architectures whose evaluations are in progress or wait.</param>
/// <param name="IsIdle">Whether no evaluation is in progress.</param>
public sealed record ChoosingTurn(int Turn, int Wanted, IReadOnlyList<Architecture> Pending, bool IsIdle)
{
    /// <summary>
    /// Number of latest evaluations with which unknown candidates are compared for novelty, so that a turn of a long search costs no more than an
    /// early one.
    /// </summary>
    public const int MostCompared = 512;
}
