using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Engine;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Application.Surrogates;

/// <summary>Builds the training set of a requested fit: evaluations of a search, rows of a table, or both.</summary>
public sealed class TrainingSetBuilder(SearchDocuments searches, SurrogateKnowledge knowledge, TableMaterials tables, DeviceMaterials devices, Evaluators evaluators)
{
    /// <summary>Builds the training set; the result is a function of the request and of the stored data.</summary>
    /// <param name="fit">A valid request.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The material, or the reason why there is none.</returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    /// <exception cref="TableException">The table is broken.</exception>
    public async Task<(FitMaterial? Material, FieldError? Fault)> GatherAsync(FitRequest fit, CancellationToken cancellation)
    {
        var (material, fault) = await FindAsync(fit, cancellation);
        return material is not null && SurrogateDescription.FaultOfBalancer(fit.Kind, fit.Balancer, material.Learnable.Targets) is { } unbalanced
            ? (null, new FieldError("/balancer", unbalanced))
            : (material, fault);
    }

    async Task<(FitMaterial? Material, FieldError? Fault)> FindAsync(FitRequest fit, CancellationToken cancellation)
    {
        if (fit.Search is not { } id)
        {
            // A valid request without a search has a table.
            return fit.Device is not null
                ? await devices.GatherAsync(fit, search: null, [], cancellation)
                : await tables.GatherAsync(fit, search: null, LearnableExamples.None, cancellation);
        }

        if (await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return (null, new FieldError("/search", $"There is no search '{id}'. GET /api/searches lists the existing searches."));
        }

        var request = await searches.ReadRequestAsync(id, cancellation);
        var evaluations = await knowledge.ReadEvaluationsAsync(id, request, state.Generation, cancellation);
        if (fit.Device is not null)
        {
            return await devices.GatherAsync(fit, request, evaluations, cancellation);
        }

        var evaluator = await evaluators.OfAsync(WithTerms(request, fit), cancellation);
        var (examples, beyond) = FitTargets.Choose(fit, await knowledge.GatherAsync(evaluator, evaluations, cancellation));
        return beyond is not null ? (null, beyond)
            : fit.Table is not null ? await tables.GatherAsync(fit, request, examples, cancellation)
            : examples.Targets.Count == 0 ? (null, new FieldError("/search", "All its objectives are computed from the architecture or looked up, so there is nothing to predict."))
            : examples.Examples.Count < SurrogateSpecification.FewestStartupTrials ? (null, new FieldError(
                "/search", $"It has {examples.Examples.Count} evaluations to learn from; a fit needs at least {SurrogateSpecification.FewestStartupTrials}."))
            : (new FitMaterial(request.Space, request.Dataset, evaluator.TakesJobs ? null : evaluator.Shape, examples), null);
    }

    static SearchRequest WithTerms(SearchRequest request, FitRequest fit) => request with
    {
        Surrogate = new SurrogateSpecification
        {
            Kind = fit.Kind,
            PoolSize = 1,
            Ensemble = fit.Ensemble ?? FitRequestReader.DefaultEnsemble,
            StartupTrials = SurrogateSpecification.FewestStartupTrials,
            MinimumCorrelation = -1,
            Exploration = 0,
            OtherSearches = fit.OtherSearches,
        },
    };
}
