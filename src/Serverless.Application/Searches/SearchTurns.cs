using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>
/// Reads and writes the documents of an asynchronous search's turns: each is a function of the documents before it and is written once.
/// </summary>
public sealed class SearchTurns(SearchGenerations generations, RungPools pools, IDocumentStore store)
{
    /// <summary>Reads the evaluations in progress when a turn begins.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<IReadOnlyList<OpenEvaluation>> ReadOpenAsync(string searchId, int turn, CancellationToken cancellation) => turn == 0
        ? []
        : (await store.ReadAsync(BlobPaths.Open(searchId, turn - 1), CoreJson.Default.OpenEvaluations, cancellation)).Value.Evaluations;

    /// <summary>Finds which evaluations had ended when a turn began; null when that was not decided before.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<ArrivalSet?> FindArrivalsAsync(string searchId, int turn, CancellationToken cancellation) =>
        (await store.FindAsync(BlobPaths.Arrivals(searchId, turn), CoreJson.Default.ArrivalSet, cancellation))?.Value;

    /// <summary>Reads a turn of the journal: the evaluations that had ended, and what a surrogate chose.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="turn">The turn, from 0.</param>
    /// <param name="mayChoose">Whether the search has a surrogate.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<ArrivalSet> ReadJournalAsync(string searchId, int turn, bool mayChoose, CancellationToken cancellation)
    {
        var arrivals = (await store.ReadAsync(BlobPaths.Arrivals(searchId, turn), CoreJson.Default.ArrivalSet, cancellation)).Value;
        return mayChoose && await store.FindAsync(BlobPaths.Selection(searchId, turn), CoreJson.Default.TrainingSelection, cancellation) is { } selection
            ? arrivals with { Chosen = selection.Value.Selected }
            : arrivals;
    }

    /// <summary>Returns whether an evaluation has reached the end of its rung.</summary>
    public async Task<bool> HasEndedAsync(string searchId, RungLadder ladder, OpenEvaluation open, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(open);
        return await store.FindVersionAsync(EvaluationRecorder.PathOf(searchId, open.Generation, open.Rung, ladder, open.Candidate), cancellation) is not null;
    }

    /// <summary>
    /// Reads evaluations as they are after their rungs: first those that were imported or violate a known constraint, then those that have ended,
    /// in order.
    /// </summary>
    /// <param name="searchId">The search.</param>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="open">The evaluations in progress.</param>
    /// <param name="arrivals">Those of them that have ended.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is missing or broken, or an arrival is not among the evaluations in progress.</exception>
    public async Task<IReadOnlyList<ArrivedEvaluation>> ReadArrivedAsync(
        string searchId, CandidateEvaluator evaluator, IReadOnlyList<OpenEvaluation> open, IReadOnlyList<Arrival> arrivals, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var ladder = RungLadder.Of(evaluator.Request);
        var arrived = new List<ArrivedEvaluation>();
        foreach (var turn in open.Where(evaluation => evaluation.IsKnown).GroupBy(evaluation => evaluation.Generation))
        {
            arrived.AddRange(AsynchronousTurn.Known(
                evaluator, turn.Key, turn, await generations.ReadCandidatesAsync(searchId, turn.Key, evaluator, cancellation)));
        }

        foreach (var arrival in arrivals)
        {
            var evaluation = open.FirstOrDefault(evaluation => evaluation.Arrival == arrival)
                ?? throw new DocumentException(
                    BlobPaths.Candidates(searchId, arrival.Generation), $"has a candidate {arrival.Index} that is reported to have ended, but is not in progress at rung {arrival.Rung}.");
            arrived.Add(await ReadOutcomeAsync(searchId, ladder, evaluation, cancellation));
        }

        return arrived;
    }

    async Task<ArrivedEvaluation> ReadOutcomeAsync(string searchId, RungLadder ladder, OpenEvaluation evaluation, CancellationToken cancellation)
    {
        var path = EvaluationRecorder.PathOf(searchId, evaluation.Generation, evaluation.Rung, ladder, evaluation.Candidate);
        var outcome = (await store.ReadAsync(path, CoreJson.Default.Evaluation, cancellation)).Value;
        return outcome.Candidate == evaluation.Candidate
            ? new ArrivedEvaluation(evaluation, outcome)
            : throw new DocumentException(path, $"holds the outcome of {outcome.Candidate}.");
    }

    /// <summary>Reads the entries that earlier turns had at the rungs.</summary>
    public Task<IReadOnlyList<RungEntry>> ReadPoolAsync(string searchId, int turn, RungLadder ladder, CancellationToken cancellation) =>
        pools.ReadBeforeAsync(searchId, ladder, turn, cancellation);

    /// <summary>Reads the evaluations that wait at a rung when a turn begins; none in a search that does not promote.</summary>
    public async Task<IReadOnlyList<OpenEvaluation>> ReadWaitingAsync(string searchId, int turn, SearchRequest request, CancellationToken cancellation) =>
        turn > 0 && AsynchronousPromotion.IsOf(request) ? await pools.ReadWaitingBeforeAsync(searchId, turn, cancellation) : [];

    /// <summary>Reads the evaluations that waited, as they are at their rungs.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<IReadOnlyList<ArrivedEvaluation>> ReadReachedAsync(
        string searchId, RungLadder ladder, IReadOnlyList<OpenEvaluation> waiting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        var reached = new List<ArrivedEvaluation>();
        foreach (var evaluation in waiting)
        {
            reached.Add(await ReadOutcomeAsync(searchId, ladder, evaluation, cancellation));
        }

        return reached;
    }

    /// <summary>Reads all evaluations that ended before a turn, in order.</summary>
    public async Task<IReadOnlyList<Evaluation>> ReadEndedBeforeAsync(string searchId, int turn, CancellationToken cancellation)
    {
        var ended = new List<Evaluation>();
        for (var earlier = 0; earlier < turn; earlier++)
        {
            ended.AddRange((await store.ReadAsync(BlobPaths.EvaluationSet(searchId, earlier), CoreJson.Default.EvaluationSet, cancellation)).Value.Evaluations);
        }

        return ended;
    }

    /// <summary>Stores the arrivals of a turn; a set that is stored already stays unchanged.</summary>
    /// <returns>The arrivals as they are stored.</returns>
    public Task<ArrivalSet> KeepArrivalsAsync(string searchId, ArrivalSet arrivals, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arrivals);
        return generations.GetOrCreateAsync(BlobPaths.Arrivals(searchId, arrivals.Generation), arrivals, CoreJson.Default.ArrivalSet, cancellation);
    }

    /// <summary>Stores the ended evaluations and the changes of the rung pools.</summary>
    public async Task KeepIntakeAsync(string searchId, TurnIntake intake, RungLadder ladder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(intake);
        var turn = intake.Ended.Generation;
        await generations.GetOrCreateEvaluationsAsync(searchId, intake.Ended, cancellation);
        var pool = new RungPool
        {
            Generation = turn,
            Entries = intake.Entries,
            Joined = intake.Joined.Count > 0 ? intake.Joined : null,
            Left = intake.Left.Count > 0 ? intake.Left : null,
        };
        await pools.AddAsync(searchId, ladder, pool, cancellation);
    }
}
