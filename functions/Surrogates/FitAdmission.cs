using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;
using Serverless.Domain.Surrogates;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Surrogates;

/// <summary>Takes fits in that somebody asks for: keeps their orders and starts their orchestrations.</summary>
/// <remarks>The order is written first; whatever stops this in between, the same idempotency key takes it up again.</remarks>
public sealed class FitAdmission(
    SurrogateKnowledge knowledge, SurrogateRegistry registry, IDocumentStore store, IOptions<EvaluationOptions> options, TimeProvider time)
{
    /// <summary>What a search that evaluated so has to teach, for a request.</summary>
    public async Task<LearnableExamples> GatherAsync(FitRequest fit, SearchDocument state, SearchRequest request, CancellationToken cancellation)
    {
        var evaluations = await knowledge.ReadEvaluationsAsync(state.Id, state.Generation, cancellation);
        return await knowledge.GatherAsync(WithTerms(request, fit), evaluations, cancellation);
    }

    /// <summary>Accepts a fit.</summary>
    /// <param name="client">Starts the orchestration.</param>
    /// <param name="fit">Valid.</param>
    /// <param name="request">Of the search that it names.</param>
    /// <param name="examples">Enough of them.</param>
    /// <param name="idempotencyKey">The caller's; null when it has none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The surrogate to be; null when the key was used for another request.</returns>
    public async Task<SurrogateEntry?> AdmitAsync(
        DurableTaskClient client,
        FitRequest fit,
        SearchRequest request,
        LearnableExamples examples,
        string? idempotencyKey,
        CancellationToken cancellation)
    {
        var id = idempotencyKey is null ? SurrogateId.From(Guid.NewGuid()) : SurrogateId.From(idempotencyKey);
        var order = new SurrogateOrder
        {
            Id = id,
            Kind = fit.Kind,
            Space = request.Space,
            Dataset = request.Dataset,
            Targets = examples.Targets,
            Fidelity = examples.Fidelity,
            Ensemble = fit.Ensemble,
            Seed = fit.Seed,
            SearchId = fit.Search,
            CreatedAt = time.GetUtcNow(),
            Examples = examples.Examples,
        };
        if (!await store.TryCreateAsync(BlobPaths.SurrogateOrder(id), order, DomainJson.Default.SurrogateOrder, cancellation))
        {
            var first = (await store.ReadAsync(BlobPaths.SurrogateOrder(id), DomainJson.Default.SurrogateOrder, cancellation)).Value;
            if ((first.SearchId, first.Kind, first.Ensemble, first.Seed) != (order.SearchId, order.Kind, order.Ensemble, order.Seed))
            {
                return null;
            }
        }

        await client.EnsureStartedAsync(
            FunctionNames.FitOrchestrator,
            FitOrchestrator.InstanceId(id),
            new FitInput(id, fit.Search, new JobTerms(options.Value.JobPatience, options.Value.MaximumAttempts)),
            cancellation);
        return await registry.FindAsync(id, cancellation);
    }

    static SearchRequest WithTerms(SearchRequest request, FitRequest fit) => request with
    {
        Surrogate = new SurrogateSpecification
        {
            Kind = fit.Kind,
            Proposals = 1,
            Ensemble = fit.Ensemble,
            MinimumEvaluations = SurrogateSpecification.FewestEvaluations,
            MinimumCorrelation = -1,
            Exploration = 0,
            OtherSearches = fit.OtherSearches,
        },
    };
}
