using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Functions.Logging;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>The search that begins to run.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="StartedAt">Now.</param>
/// <param name="Extension">What makes a search that had ended begin again; null for one that begins.</param>
public sealed record BeginSearchInput(string SearchId, DateTimeOffset CreatedAt, DateTimeOffset StartedAt, SearchExtension? Extension = null);

/// <summary>Makes a search Running, for the first time or again, and fixes what stays the same for all its generations.</summary>
public sealed class BeginSearchActivity(
    SearchTraces traces,
    SearchDocuments searches, SearchIndex index, UnendedSearches unended, IDocumentStore store, IOptions<EvaluationOptions> options, ILogger<BeginSearchActivity> logger)
{
    /// <returns>Null when the search has ended: nothing is to be run.</returns>
    [Function(FunctionNames.BeginSearch)]
    public async Task<SearchPlan?> RunAsync([ActivityTrigger] BeginSearchInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.BeginSearch);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        await store.TryCreateAsync(
            BlobPaths.State(input.SearchId),
            SearchDocuments.Pending(input.SearchId, request, input.CreatedAt),
            CoreJson.Default.SearchDocument,
            cancellation);

        await unended.AddAsync(input.SearchId, request, cancellation);
        var state = await searches.UpdateStateAsync(input.SearchId, found => Begin(found, input), cancellation);
        await index.AddAsync(state, cancellation);
        if (SearchTransitions.IsFinal(state.State))
        {
            return null;
        }

        var ladder = RungLadder.Of(request);

        // A candidate whose algorithm says how far it is trained climbs from generation to generation: within one there is nothing to compare at.
        var isByAlgorithm = OwnFidelities.AreOf(request);
        var startedAt = state.StartedAt ?? input.StartedAt;
        logger.SearchStarted(input.SearchId);
        return new SearchPlan(
            startedAt,
            state.Budget.Deadline(startedAt),
            new JobRetryOptions(options.Value.JobPatience, options.Value.MaximumAttempts),
            request.IsTrained,
            isByAlgorithm ? 1 : ladder.Count,
            request.Surrogate is not null,
            request.MaxFailures,
            state.Budget.Gpu,
            state.Budget is { Gpu: null, Cost: null } ? null
                : isByAlgorithm ? [ladder.EpochsUpTo(ladder.Count)] : [.. Enumerable.Range(1, ladder.Count).Select(ladder.EpochsAddedBy)],
            ladder.ReductionFactor,
            request.IsAsynchronous,
            state.Budget.Cost,
            state.Budget.Limits.Prices,
            HasShares: CandidateShares.AreOf(request) && state.Budget is not { Gpu: null, Cost: null });
    }

    static SearchDocument? Begin(SearchDocument found, BeginSearchInput input) =>
        input.Extension is { } extension ? SearchExtending.Apply(found, extension)
        : found.State == SearchStatus.Pending ? found with { State = SearchStatus.Running, StartedAt = input.StartedAt }
        : null;
}
