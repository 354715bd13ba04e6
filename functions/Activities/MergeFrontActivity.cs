using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;
using Serverless.Functions.Tables;
using Serverless.Spaces;

namespace Serverless.Functions.Activities;

/// <summary>What merging a generation led to.</summary>
/// <param name="StopReason">The budget that is used up; null when there is none.</param>
public sealed record MergedGeneration(StopReason? StopReason);

/// <summary>A generation whose evaluations have all ended.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
/// <param name="At">Now.</param>
public sealed record MergeFrontInput(string SearchId, int Generation, DateTimeOffset At);

/// <summary>
/// Ends a generation: puts its outcomes together, or looks them up in the search's table, merges the front, tells the algorithm and
/// settles the budget.
/// </summary>
/// <remarks>
/// Each document is a function of those before it and is written once, the state last: stopped anywhere and repeated, it comes to the
/// same end. What is merged depends on the order of proposals only, never on the order in which workers answered.
/// </remarks>
public sealed class MergeFrontActivity(
    SearchDocuments searches,
    SearchGenerations generations,
    SearchHistory history,
    GenerationOutcomes outcomes,
    TableLookups lookups,
    RungPools pools,
    IDocumentStore store,
    ILogger<MergeFrontActivity> logger)
{
    [Function(FunctionNames.MergeFront)]
    public async Task<MergedGeneration> RunAsync([ActivityTrigger] MergeFrontInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var set = request.Table is null
            ? await outcomes.PutTogetherAsync(input.SearchId, input.Generation, request, cancellation)
            : await lookups.LookUpAsync(input.SearchId, input.Generation, request, cancellation);
        await pools.AddAsync(input.SearchId, request, set, cancellation);
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
        await TellAsync(input, request, candidates, set, cancellation);
        var front = await MergeAsync(input, request, set, cancellation);
        var state = await searches.UpdateStateAsync(input.SearchId, found => Settle(found, front, request, candidates.Count, set), cancellation);
        logger.GenerationMerged(input.SearchId, input.Generation, front.Members.Count, front.Hypervolume);
        return new MergedGeneration(state.Budget.Exhausted(state.StartedAt, state.PausedAt ?? input.At));
    }

    async Task TellAsync(
        MergeFrontInput input, SearchRequest request, IReadOnlyList<ProposedCandidate> candidates, EvaluationSet set, CancellationToken cancellation)
    {
        var path = BlobPaths.Algorithm(input.SearchId, input.Generation);
        if (await store.FindVersionAsync(path, cancellation) is not null)
        {
            return;
        }

        var algorithm = await generations.ReadAlgorithmAsync(input.SearchId, input.Generation, request, cancellation);
        var proposed = algorithm.Ask(candidates.Count).Select(candidate => candidate.Id);
        if (!proposed.SequenceEqual(candidates.Select(candidate => candidate.Id)))
        {
            throw new DocumentException(
                BlobPaths.Candidates(input.SearchId, input.Generation),
                "does not hold what the algorithm proposes. Start the search again.");
        }

        await DropAsync(algorithm, input, candidates, set, cancellation);
        algorithm.Tell([.. set.Evaluations.Select(evaluation => Observe(evaluation, request))]);
        await store.TryCreateAsync(path, algorithm.State, AlgorithmsJson.Default.AlgorithmState, cancellation);
    }

    // What was proposed to choose from and was not chosen may come again, and be chosen by a surrogate that knows more; what breaks a
    // constraint never.
    async Task DropAsync(
        ISearchAlgorithm algorithm, MergeFrontInput input, IReadOnlyList<ProposedCandidate> candidates, EvaluationSet set, CancellationToken cancellation)
    {
        var evaluated = set.Evaluations.Select(evaluation => evaluation.Candidate).ToHashSet();
        CandidateId[] others = [.. candidates.Select(candidate => candidate.Id).Where(id => !evaluated.Contains(id))];
        if (others.Length == 0)
        {
            return;
        }

        var scores = (await store.ReadAsync(BlobPaths.Scores(input.SearchId, input.Generation), CoreJson.Default.ScoreSet, cancellation)).Value.Scores;
        var infeasible = scores.Where(score => !score.IsFeasible).Select(score => score.Candidate).ToHashSet();
        algorithm.Drop([.. others.Where(infeasible.Contains)], mayReturn: false);
        algorithm.Drop([.. others.Where(id => !infeasible.Contains(id))], mayReturn: true);
    }

    async Task<FrontDocument> MergeAsync(MergeFrontInput input, SearchRequest request, EvaluationSet set, CancellationToken cancellation)
    {
        var path = BlobPaths.Front(input.SearchId);
        var previous = input.Generation == 0
            ? await store.FindAsync(path, CoreJson.Default.FrontDocument, cancellation)
            : await store.ReadAsync(path, CoreJson.Default.FrontDocument, cancellation);
        var held = previous?.Value.Generation ?? 0;
        if (held == input.Generation + 1)
        {
            return previous!.Value;
        }

        if (held != input.Generation)
        {
            throw new DocumentException(
                path, $"is the front after {held} generations, not after {input.Generation}. Restore it from a copy.");
        }

        var merged = FrontMerge.Merge(input.SearchId, previous?.Value, request.Objectives, set);
        var front = merged.Front with { Outcomes = CountOutcomes(previous?.Value, set, request) };
        await history.AppendAsync(input.SearchId, input.Generation, merged.History, cancellation);
        var isWritten = previous is null
            ? await store.TryCreateAsync(path, front, CoreJson.Default.FrontDocument, cancellation)
            : await store.TryReplaceAsync(path, front, previous.Version, CoreJson.Default.FrontDocument, cancellation);

        // Another run of this same activity may have been faster, and has written the same.
        return isWritten ? front : await MergeAsync(input, request, set, cancellation);
    }

    // A front that was begun before outcomes were counted has no counts: those of its later generations alone would mislead.
    static OutcomeCounts? CountOutcomes(FrontDocument? previous, EvaluationSet set, SearchRequest request) =>
        (previous is null ? new OutcomeCounts() : previous.Outcomes)?.Plus(set.Evaluations, request.Constraints);

    static SearchDocument? Settle(
        SearchDocument state, FrontDocument front, SearchRequest request, int proposed, EvaluationSet set) => state.Generation > set.Generation
        ? null
        : state with
        {
            Generation = set.Generation + 1,
            Budget = state.Budget.Settle(set.Generation, GenerationOutcomes.UsageOf(set, request)),
            Outcomes = front.Outcomes,
            FrontSize = front.Members.Count,
            Hypervolume = front.Hypervolume,
            ReferencePoint = front.ReferencePoint.Count > 0 ? front.ReferencePoint : null,
            ReferencePointOrigin = front.ReferencePointOrigin,
            Surrogate = state.Surrogate is { Advice.Role: SurrogateRole.Choosing } surrogate
                ? surrogate with { Screened = surrogate.Screened + proposed, Chosen = surrogate.Chosen + set.Evaluations.Count }
                : state.Surrogate,
        };

    static bool HasAll(Evaluation evaluation, SearchRequest request) =>
        request.Objectives.All(objective => evaluation.Metrics.ContainsKey(objective.Name));

    static Observation Observe(Evaluation evaluation, SearchRequest request) => evaluation.Status switch
    {
        // What was stopped early is told as it stood: the algorithm learns from it too. The front takes whole trainings only. What was
        // stopped before any training has no objectives to tell.
        EvaluationStatus.Completed or EvaluationStatus.EarlyStopped when HasAll(evaluation, request) => new(
            evaluation.Candidate, ObservationStatus.Evaluated, ObjectiveValues.Minimised(evaluation, request.Objectives), Violation: 0),
        EvaluationStatus.Infeasible => new(
            evaluation.Candidate,
            ObservationStatus.Infeasible,
            [],
            request.Constraints.Sum(constraint => constraint.Violation(evaluation.Metrics[constraint.Metric]))),
        _ => new(evaluation.Candidate, ObservationStatus.Failed, [], Violation: 0),
    };
}
