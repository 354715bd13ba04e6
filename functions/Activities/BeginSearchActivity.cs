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

/// <summary>The input of <see cref="BeginSearchActivity"/>.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="CreatedAt">When the search was accepted.</param>
/// <param name="StartedAt">The current time.</param>
/// <param name="Extension">The extension that restarts a search that had ended; null when the search begins for the first time.</param>
public sealed record BeginSearchInput(string SearchId, DateTimeOffset CreatedAt, DateTimeOffset StartedAt, SearchExtension? Extension = null);

/// <summary>Sets a search to Running, for the first time or again, and fixes the settings that stay the same in all its generations.</summary>
public sealed class BeginSearchActivity(
    SearchTraces traces,
    SearchDocuments searches, SearchIndex index, UnendedSearches unended, IDocumentStore store, IOptions<EvaluationOptions> options, ILogger<BeginSearchActivity> logger)
{
    /// <returns>The plan of the search; null when the search has ended and nothing is to be run.</returns>
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

        // Where the algorithm chooses each candidate's fidelity, candidates are promoted from one generation to the next: within a generation
        // there is no common rung at which to compare them.
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
