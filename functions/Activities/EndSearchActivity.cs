using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Budgets;
using Serverless.Domain.Fronts;
using Serverless.Domain.Jobs;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Ends a search: puts the test accuracies into its front, then says why it ended.</summary>
public sealed class EndSearchActivity(SearchDocuments searches, IDocumentStore store, ILogger<EndSearchActivity> logger)
{
    const string TestAccuracy = "testAccuracy";

    [Function(FunctionNames.EndSearch)]
    public async Task RunAsync([ActivityTrigger] EndSearchInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var state = await searches.ReadStateAsync(input.SearchId, cancellation);
        if (input.Reason == StopReason.Cancelled)
        {
            await searches.UpdateStateAsync(input.SearchId, found => SearchEnd.Cancelled(found, input.EndedAt), cancellation);
        }
        else
        {
            var error = SearchTransitions.IsFinal(state.State) || state.Generation == 0
                ? null
                : await AddTestsAsync(input.SearchId, cancellation);
            await searches.UpdateStateAsync(
                input.SearchId, found => SearchEnd.Completed(found, input.Reason, input.EndedAt, error), cancellation);
        }

        logger.SearchEnded(input.SearchId, input.Reason);
    }

    /// <returns>What went wrong with the tests; null when nothing did.</returns>
    async Task<string?> AddTestsAsync(string searchId, CancellationToken cancellation)
    {
        var path = BlobPaths.Front(searchId);
        var front = await store.ReadAsync(path, DomainJson.Default.FrontDocument, cancellation);
        var members = new List<FrontMember>();
        var failed = new List<string>();
        foreach (var member in front.Value.Members)
        {
            if (await FindAccuracyAsync(searchId, member, cancellation) is { } accuracy)
            {
                members.Add(member with { Metrics = new Dictionary<string, double>(member.Metrics) { [TestAccuracy] = accuracy } });
            }
            else
            {
                members.Add(member);
                failed.Add(member.Candidate.Value);
            }
        }

        var tested = front.Value with { Members = members };
        if (!await store.TryReplaceAsync(path, tested, front.Version, DomainJson.Default.FrontDocument, cancellation))
        {
            return await AddTestsAsync(searchId, cancellation);
        }

        return failed.Count == 0
            ? null
            : $"These members of the front could not be judged on the test images: {string.Join(", ", failed)}.";
    }

    async Task<double?> FindAccuracyAsync(string searchId, FrontMember member, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var jobId = JobId.For(searchId, member.Candidate, JobKind.Test, null, attempt);
            if (await store.FindVersionAsync(BlobPaths.Job(jobId), cancellation) is null)
            {
                return null;
            }

            var result = await store.FindAsync(BlobPaths.JobResult(jobId), DomainJson.Default.JobResult, cancellation);
            if (result is { Value.Outcome: JobOutcome.Completed } && result.Value.Metrics.TryGetValue(TestAccuracy, out var accuracy))
            {
                return accuracy;
            }
        }
    }
}
