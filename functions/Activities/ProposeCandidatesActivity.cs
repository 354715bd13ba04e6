using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Application.Telemetry;
using Serverless.Core.Engine;
using Serverless.Core.Searches;
using Serverless.Core;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>The result of proposing a generation.</summary>
/// <param name="Count">The number of candidates; 0 when the space is exhausted or the search was cancelled.</param>
/// <param name="IsCancelled">Whether the search is to end instead.</param>
/// <param name="IsPauseRequested">Whether the search is to pause first.</param>
public sealed record ProposedGeneration(int Count, bool IsCancelled = false, bool IsPauseRequested = false);

/// <summary>Asks the algorithm for the candidates of a generation.</summary>
public sealed class ProposeCandidatesActivity(
    SearchTraces traces,
    SearchDocuments searches,
    SearchGenerations generations,
    AlgorithmStates algorithms,
    SearchCancellations cancellations,
    SurrogateKnowledge knowledge,
    Evaluators evaluators,
    IDocumentStore store,
    ILogger<ProposeCandidatesActivity> logger)
{
    [Function(FunctionNames.ProposeCandidates)]
    public async Task<ProposedGeneration> RunAsync([ActivityTrigger] GenerationInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.Propose, input.Generation);
        var state = await searches.ReadStateAsync(input.SearchId, cancellation);
        if (await cancellations.IsAskedAsync(state, cancellation))
        {
            return new ProposedGeneration(0, IsCancelled: true);
        }

        var isPauseRequested = state.PauseRequestedAt is not null;
        var path = BlobPaths.Candidates(input.SearchId, input.Generation);
        if (await store.FindAsync(path, CoreJson.Default.CandidateSet, cancellation) is { } earlier)
        {
            return new ProposedGeneration(earlier.Value.Candidates.Count, IsPauseRequested: isPauseRequested);
        }

        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var algorithm = await algorithms.ReadAsync(
            input.SearchId, input.Generation, await evaluators.OfAsync(request, cancellation), cancellation);
        var advice = request.Surrogate is null ? null : await knowledge.ReadDecisionAsync(input.SearchId, input.Generation, cancellation);
        var count = Proposing.Count(request, input.Generation, advice?.Role, state.Budget.EvaluationsLeft);
        var set = await generations.GetOrCreateAsync(
            path,
            new CandidateSet { Generation = input.Generation, Candidates = algorithm.Ask(count) },
            CoreJson.Default.CandidateSet,
            cancellation);
        logger.CandidatesProposed(input.SearchId, input.Generation, set.Candidates.Count);
        return new ProposedGeneration(set.Candidates.Count, IsPauseRequested: isPauseRequested);
    }
}

/// <summary>The input of activities that work on one generation of a search.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">The generation, from 0.</param>
public sealed record GenerationInput(string SearchId, int Generation);
