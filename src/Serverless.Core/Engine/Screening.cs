using Serverless.Algorithms;
using Serverless.Algorithms.Acquisition;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>Searches by zero-cost metrics: what an algorithm is told of them, and what of a table is looked up in whole. Pure.</summary>
/// <remarks>Where candidates are trained, the first rung tells the metrics, and its promotion decides.</remarks>
public static class Screening
{
    const int Rung = 1;

    /// <summary>Whether a request has a table searched by zero-cost metrics.</summary>
    public static bool IsOfTable(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return !request.IsTrained && request.Algorithm.ZeroCostMetrics.Count > 0;
    }

    /// <summary>How many candidates of a table are screened, so that no more can be looked up in whole than are left.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="evaluationsLeft">Of the budget; null when it is not limited.</param>
    public static int Batch(SearchRequest request, int? evaluationsLeft)
    {
        ArgumentNullException.ThrowIfNull(request);
        var batch = request.Algorithm.CandidatesPerGeneration;
        return evaluationsLeft is not { } left ? batch : left <= 0 ? 0 : (int)Math.Min(batch, left * ReductionFactorOf(request));
    }

    /// <summary>What the algorithm is told of a candidate: the values of <see cref="CandidateEvaluator.Screening"/>.</summary>
    /// <param name="evaluator">The search's.</param>
    /// <param name="known">Metric name to value.</param>
    /// <returns>Minimised, infinite where one is missing.</returns>
    public static IReadOnlyList<double> MetricsOf(CandidateEvaluator evaluator, IReadOnlyDictionary<string, double> known)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        return ObjectiveValues.MinimisedOrMissing(known, evaluator.Screening);
    }

    /// <summary>Those of a table's generation that are looked up in whole, the first by the algorithm's order first.</summary>
    /// <param name="evaluator">The search's.</param>
    /// <param name="algorithm">Holds the archive of the generations before.</param>
    /// <param name="scores">Of all that was proposed, with what is known.</param>
    /// <returns>Null where nothing is screened, or workers do it.</returns>
    public static IReadOnlyList<CandidateChoice>? Choose(
        CandidateEvaluator evaluator, ISearchAlgorithm algorithm, IReadOnlyList<CandidateScore> scores)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(algorithm);
        if (!IsOfTable(evaluator.Request))
        {
            return null;
        }

        var archive = algorithm.State.Archive.Select(member => evaluator.Parse(member.Architecture));
        var decisions = ArchiveRule.Decide(
            evaluator.Request.Algorithm.ArchiveOrder,
            RungLadder.Of(evaluator.Request),
            Rung,
            evaluator.Screening,
            [.. archive.Select(architecture => new RungEntry(evaluator.Space.IdOf(architecture), Rung, evaluator.KnownOf(architecture)))],
            [.. scores.Select(score => new RungEntry(score.Candidate, Rung, score.Metrics))]);
        return
        [
            .. decisions.Where(decision => decision.IsPromoted).OrderBy(decision => decision.PlaceInGeneration)
                .Select(decision => new CandidateChoice(decision.Candidate, ChoiceReason.Algorithm, decision.Contribution)),
        ];
    }

    static double ReductionFactorOf(SearchRequest request) => request.Promotion?.ReductionFactor ?? PromotionSpecification.DefaultReductionFactor;
}
