using Serverless.Algorithms;
using Serverless.Algorithms.Acquisition;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Chooses by predictions what a turn of an asynchronous search begins. Pure.</summary>
public static class AsynchronousChoosing
{
    /// <summary>How many candidates the algorithm is asked for, to choose from: as many for each that may begin as the pool of a search has for each that may be under way.</summary>
    /// <param name="request">The search's, with a surrogate.</param>
    /// <param name="wanted">How many may begin.</param>
    public static int PoolOf(SearchRequest request, int wanted)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parallelism = request.Parallelism ?? 1;
        var pool = (((long)request.Surrogate!.PoolSize * wanted) + parallelism - 1) / parallelism;
        return (int)Math.Max(wanted, pool);
    }

    /// <summary>Chooses as <see cref="Selecting.Choose"/> does; where nothing is worth it and nothing else is under way, the algorithm's first proposals are taken.</summary>
    /// <param name="evaluator">The search's, with a surrogate.</param>
    /// <param name="turn">Which, and what is under way.</param>
    /// <param name="order">What the surrogate was fitted to.</param>
    /// <param name="candidates">All that were proposed.</param>
    /// <param name="scores">Theirs, in the same order, with predictions.</param>
    /// <param name="known">What has ended, in order.</param>
    /// <param name="state">The search's, with the reference point of its front.</param>
    /// <returns>The best first.</returns>
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

    /// <summary>Keeps what was chosen of a pool, in that order, and gives the rest back to the algorithm: what breaks a known constraint for good.</summary>
    /// <param name="algorithm">Has proposed the pool.</param>
    /// <param name="candidates">The pool.</param>
    /// <param name="scores">Theirs, in the same order.</param>
    /// <param name="chosen">Of them.</param>
    /// <exception cref="InvalidOperationException">One was not proposed.</exception>
    public static IReadOnlyList<Candidate> Take(
        ISearchAlgorithm algorithm, IReadOnlyList<Candidate> candidates, IReadOnlyList<CandidateScore> scores, IReadOnlyList<CandidateId> chosen)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(chosen);
        var pool = candidates.ToDictionary(candidate => candidate.Proposed.Id);
        if (chosen.Cast<CandidateId?>().FirstOrDefault(id => !pool.ContainsKey(id!.Value)) is { } unknown)
        {
            throw new InvalidOperationException($"{unknown} is said to be chosen, and the algorithm does not propose it.");
        }

        var taken = chosen.ToHashSet();
        Telling.DropOthers(algorithm, [.. candidates.Select(candidate => candidate.Proposed.Id).Where(id => !taken.Contains(id))], scores);
        return [.. chosen.Select(id => pool[id])];
    }
}

/// <summary>A turn that chooses.</summary>
/// <param name="Turn">From 0.</param>
/// <param name="Wanted">The most that may begin.</param>
/// <param name="Pending">Architectures that are under way or wait.</param>
/// <param name="IsIdle">Whether nothing is under way.</param>
public sealed record ChoosingTurn(int Turn, int Wanted, IReadOnlyList<Architecture> Pending, bool IsIdle)
{
    /// <summary>What has ended that an unknown candidate is to be unlike: the latest, so that a turn of a long search costs no more than of a young one.</summary>
    public const int MostCompared = 512;
}
