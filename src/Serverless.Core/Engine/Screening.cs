using Serverless.Algorithms;
using Serverless.Algorithms.Acquisition;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>
/// Handles searches by zero-cost metrics: the values that the algorithm gets, and the choice of a table's candidates to look up in whole. Pure.
/// </summary>
/// <remarks>If candidates are trained, the first rung gives the metrics, and its promotion decides.</remarks>
public static class Screening
{
    const int Rung = 1;

    /// <summary>Returns whether a request searches a table by zero-cost metrics.</summary>
    public static bool IsOfTable(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return !request.IsTrained && request.Algorithm.ZeroCostMetrics.Count > 0;
    }

    /// <summary>Returns the number of a table's candidates to screen, such that no more are looked up in whole than the budget allows.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="evaluationsLeft">Evaluations left in the budget; null when they are not limited.</param>
    public static int Batch(SearchRequest request, int? evaluationsLeft)
    {
        ArgumentNullException.ThrowIfNull(request);
        var batch = request.Algorithm.CandidatesPerGeneration;
        return evaluationsLeft is not { } left ? batch : left <= 0 ? 0 : (int)Math.Min(batch, left * ReductionFactorOf(request));
    }

    /// <summary>Returns the metrics of a candidate that the algorithm gets: the values of <see cref="CandidateEvaluator.Screening"/>.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="known">Values by metric name.</param>
    /// <returns>The values, minimised, infinite where one is missing.</returns>
    public static IReadOnlyList<double> MetricsOf(CandidateEvaluator evaluator, IReadOnlyDictionary<string, double> known)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        return ObjectiveValues.MinimisedOrMissing(known, evaluator.Screening);
    }

    /// <summary>Chooses the candidates of a table's generation to look up in whole, in the algorithm's order.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="algorithm">The algorithm, which holds the archive of earlier generations.</param>
    /// <param name="scores">The scores of all proposals, with their known values.</param>
    /// <returns>The choices; null if nothing is screened, or workers do it.</returns>
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
