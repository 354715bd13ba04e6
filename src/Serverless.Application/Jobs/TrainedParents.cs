using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>Finds networks that a search has trained and whose weights other candidates inherit.</summary>
public sealed class TrainedParents(IDocumentStore store)
{
    /// <summary>
    /// Finds the network of a parent; the result has none when no training of the parent completed, which the worker then reports.
    /// </summary>
    /// <param name="searchId">The search.</param>
    /// <param name="inherits">The parent, and how its weights are used.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A result is broken.</exception>
    public async Task<InheritedNetwork> FindAsync(string searchId, WeightInheritance inherits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(inherits);
        string? model = null;
        for (var attempt = 1; model is null; attempt++)
        {
            var job = JobId.For(searchId, inherits.Parent, JobKind.Train, device: null, attempt);
            if (await store.FindVersionAsync(BlobPaths.Job(job), cancellation) is null)
            {
                break;
            }

            model = (await store.FindAsync(BlobPaths.JobResult(job), CoreJson.Default.JobResult, cancellation))?.Value is { Outcome: JobOutcome.Completed } result
                ? result.ModelBlob
                : null;
        }

        return new InheritedNetwork(inherits.Parent, inherits.Architecture, inherits.Kind, model);
    }
}
