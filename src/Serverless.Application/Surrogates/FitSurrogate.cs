using Microsoft.Extensions.Options;
using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Takes fits in that somebody asks for: keeps their orders and starts their orchestrations.</summary>
/// <remarks>The order is written first; whatever stops this in between, the same idempotency key takes it up again.</remarks>
public sealed class FitSurrogate(SurrogateRegistry registry, IDocumentStore store, IOptions<EvaluationOptions> options, TimeProvider time)
{
    /// <summary>Accepts a fit.</summary>
    /// <param name="orchestrations">Starts the orchestration.</param>
    /// <param name="fit">Valid.</param>
    /// <param name="material">What it is of and learns from.</param>
    /// <param name="resolved">Members and where it begins.</param>
    /// <param name="idempotencyKey">The caller's; null when it has none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The surrogate to be; null when the key was used for another request.</returns>
    public async Task<SurrogateEntry?> FitAsync(
        IOrchestrations orchestrations, FitRequest fit, FitMaterial material, ResolvedFit resolved, string? idempotencyKey, CancellationToken cancellation)
    {
        var id = idempotencyKey is null ? SurrogateId.From(Guid.NewGuid()) : SurrogateId.From(idempotencyKey);
        var order = material.ToOrder(id, fit, resolved, time.GetUtcNow());
        if (!await store.TryCreateAsync(BlobPaths.FitSpecification(id), order, CoreJson.Default.FitSpecification, cancellation))
        {
            var first = (await store.ReadAsync(BlobPaths.FitSpecification(id), CoreJson.Default.FitSpecification, cancellation)).Value;
            if (!IsSame(first, order))
            {
                return null;
            }
        }

        await orchestrations.EnsureFitStartedAsync(
            id,
            new Work(WorkKind.Fit, fit.Search ?? "", new JobRetryOptions(options.Value.JobPatience, options.Value.MaximumAttempts), Surrogate: id),
            cancellation);
        return await registry.FindAsync(id, cancellation);
    }

    // What is asked for; a search may have evaluated more meanwhile.
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
