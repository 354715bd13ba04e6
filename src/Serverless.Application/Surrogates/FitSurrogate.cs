using Microsoft.Extensions.Options;
using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Accepts fits that users request: stores their specifications and starts their orchestrations.</summary>
/// <remarks>
/// The specification is written first; when a request is interrupted after that, another one with the same idempotency key completes it.
/// </remarks>
public sealed class FitSurrogate(SurrogateRegistry registry, IDocumentStore store, IOptions<EvaluationOptions> options, TimeProvider time)
{
    /// <summary>Accepts a fit.</summary>
    /// <param name="orchestrations">The engine that starts the orchestration.</param>
    /// <param name="fit">A valid request.</param>
    /// <param name="material">The subject and the training data of the fit.</param>
    /// <param name="resolved">The number of members and the warm start.</param>
    /// <param name="idempotencyKey">The idempotency key of the caller; null when it has none.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The future surrogate; null when the key was used for another request, or for a surrogate that was deleted.</returns>
    public async Task<(SurrogateEntry? Entry, bool WasDeleted)> FitAsync(
        IOrchestrations orchestrations, FitRequest fit, FitMaterial material, ResolvedFit resolved, string? idempotencyKey, CancellationToken cancellation)
    {
        var id = idempotencyKey is null ? SurrogateId.From(Guid.NewGuid()) : SurrogateId.From(idempotencyKey);
        if (idempotencyKey is not null && await WasDeletedAsync(orchestrations, id, cancellation))
        {
            return (null, true);
        }

        var order = material.ToOrder(id, fit, resolved, time.GetUtcNow());
        if (!await store.TryCreateAsync(BlobPaths.FitSpecification(id), order, CoreJson.Default.FitSpecification, cancellation))
        {
            var first = (await store.ReadAsync(BlobPaths.FitSpecification(id), CoreJson.Default.FitSpecification, cancellation)).Value;
            if (!IsSame(first, order))
            {
                return (null, false);
            }
        }

        await orchestrations.EnsureFitStartedAsync(
            id,
            new Work(WorkKind.Fit, fit.Search ?? "", new JobRetryOptions(options.Value.JobPatience, options.Value.MaximumAttempts), Surrogate: id),
            cancellation);
        return (await registry.FindAsync(id, cancellation), false);
    }

    // The specification is written before the orchestration starts and the job is sent, and neither is removed with it.
    async Task<bool> WasDeletedAsync(IOrchestrations orchestrations, string id, CancellationToken cancellation) =>
        await store.FindVersionAsync(BlobPaths.FitSpecification(id), cancellation) is null
        && (await orchestrations.HasFitAsync(id, cancellation)
            || await store.FindVersionAsync(BlobPaths.Job(JobId.ForFit(id, 1)), cancellation) is not null)
        && await store.FindVersionAsync(BlobPaths.FitSpecification(id), cancellation) is null;

    // Compares what was requested, not the examples: a search may have evaluated more candidates in the meantime.
    static bool IsSame(FitSpecification first, FitSpecification again) =>
        (first.SearchId, first.Kind, first.Ensemble, first.Balancer, first.Seed, first.WarmStart)
            == (again.SearchId, again.Kind, again.Ensemble, again.Balancer, again.Seed, again.WarmStart)
        && (first.Table?.Name, first.Table?.Rows, first.Table?.Space) == (again.Table?.Name, again.Table?.Rows, again.Table?.Space)
        && (first.Table?.Metrics ?? []).SequenceEqual(again.Table?.Metrics ?? [])
        && (first.Table?.Curve ?? []).SequenceEqual(again.Table?.Curve ?? [])
        && first.Space == again.Space
        && first.Targets.SequenceEqual(again.Targets)
        && (first.Known is null || first.SearchId is not null || Measured(first).SequenceEqual(Measured(again)));

    static IEnumerable<(string Architecture, double Value)> Measured(FitSpecification order) =>
        order.Examples.Select(example => (example.Architecture, example.Values.Values.First()));
}
