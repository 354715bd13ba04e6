using System.Text.Json;
using Microsoft.Extensions.Options;
using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Validation;

namespace Serverless.Application.Generators;

/// <summary>Accepts fits of generators: stores their orders and starts their orchestrations.</summary>
/// <remarks>The order is written first; when a request is interrupted after that, another one with the same idempotency key completes it.</remarks>
public sealed class FitGenerator(GeneratorMaterials materials, GeneratorRegistry registry, IDocumentStore store, IOptions<EvaluationOptions> options, TimeProvider time)
{
    /// <summary>Accepts a fit.</summary>
    /// <param name="orchestrations">The engine that starts the orchestration.</param>
    /// <param name="fit">A valid request.</param>
    /// <param name="idempotencyKey">The idempotency key of the caller; null when it has none.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>
    /// The future generator; null with errors, and without errors when the key was used for another request or for a generator that was deleted.
    /// </returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    /// <exception cref="Core.Tables.TableException">The table is broken.</exception>
    public async Task<(GeneratorEntry? Entry, IReadOnlyList<FieldError> Faults, bool WasDeleted)> FitAsync(
        IOrchestrations orchestrations, GeneratorRequest fit, string? idempotencyKey, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orchestrations);
        var id = idempotencyKey is null ? GeneratorId.From(Guid.NewGuid()) : GeneratorId.From(idempotencyKey);
        var first = await store.FindAsync(BlobPaths.GeneratorOrder(id), CoreJson.Default.GeneratorOrder, cancellation);
        if (first is null)
        {
            // The order is written before the orchestration starts, so an orchestration without an order means that the generator was deleted; a fit
            // with this id does not begin again.
            if (idempotencyKey is not null
                && await orchestrations.HasGeneratorAsync(id, cancellation)
                && await store.FindVersionAsync(BlobPaths.GeneratorOrder(id), cancellation) is null)
            {
                return (null, [], true);
            }

            var (order, faults) = await materials.GatherAsync(id, fit, time.GetUtcNow(), cancellation);
            if (order is null)
            {
                return (null, faults, false);
            }

            await store.TryCreateAsync(BlobPaths.GeneratorOrder(id), order, CoreJson.Default.GeneratorOrder, cancellation);
            first = await store.ReadAsync(BlobPaths.GeneratorOrder(id), CoreJson.Default.GeneratorOrder, cancellation);
        }

        if (!Json(first.Value.Request).SequenceEqual(Json(fit)))
        {
            return (null, [], false);
        }

        await orchestrations.EnsureGeneratorStartedAsync(
            id,
            new Work(WorkKind.Generator, "", new JobRetryOptions(options.Value.JobPatience, options.Value.MaximumAttempts), Generator: id),
            cancellation);
        return (await registry.FindAsync(id, cancellation), [], false);
    }

    static byte[] Json(GeneratorRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.GeneratorRequest);
}
