using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fronts;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>Reads the tests of front members, including those from earlier ends of a search that was extended.</summary>
public sealed class FrontTests(IDocumentStore store)
{
    /// <summary>The metric that a test reports.</summary>
    public const string Accuracy = "testAccuracy";

    /// <summary>Returns whether the dataset of a search has no test images.</summary>
    public static bool AreImpossible(SearchRequest request) => request is { Table: null, IsExternal: false, Dataset.Source: { Test: null } };

    /// <summary>Finds the test of a front member.</summary>
    /// <returns>The accuracy, null without a result, and the number of attempts made so far.</returns>
    /// <exception cref="DocumentException">A result is broken.</exception>
    public async Task<(double? Accuracy, int Attempts)> FindAsync(string searchId, FrontMember member, CancellationToken cancellation)
    {
        for (var attempts = 0; ; attempts++)
        {
            var jobId = JobId.For(searchId, member.Candidate, JobKind.Test, null, attempts + 1);
            if (await store.FindVersionAsync(BlobPaths.Job(jobId), cancellation) is null)
            {
                return (null, attempts);
            }

            var result = await store.FindAsync(BlobPaths.JobResult(jobId), CoreJson.Default.JobResult, cancellation);
            if (result is { Value.Outcome: JobOutcome.Completed } && result.Value.Metrics.TryGetValue(Accuracy, out var accuracy))
            {
                return (accuracy, attempts + 1);
            }
        }
    }
}
