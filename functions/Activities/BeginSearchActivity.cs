using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;
using Serverless.Functions.Logging;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Makes a search Running and fixes what stays the same for all its generations.</summary>
public sealed class BeginSearchActivity(
    SearchDocuments searches, IDocumentStore store, IOptions<EvaluationOptions> options, ILogger<BeginSearchActivity> logger)
{
    [Function(FunctionNames.BeginSearch)]
    public async Task<SearchPlan> RunAsync([ActivityTrigger] BeginSearchInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        await store.TryCreateAsync(
            BlobPaths.State(input.SearchId),
            SearchDocuments.Pending(input.SearchId, request, input.CreatedAt),
            DomainJson.Default.SearchDocument,
            cancellation);

        var state = await searches.UpdateStateAsync(
            input.SearchId,
            found => found.State == SearchStatus.Pending ? found with { State = SearchStatus.Running, StartedAt = input.StartedAt } : null,
            cancellation);
        var startedAt = state.StartedAt ?? input.StartedAt;
        logger.SearchStarted(input.SearchId);
        return new SearchPlan(
            startedAt,
            request.Budgets.WallClockSeconds is { } seconds ? startedAt.AddSeconds(seconds) : null,
            new JobTerms(options.Value.JobPatience, options.Value.MaximumAttempts));
    }
}
