using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Serverless.Application.Fronts;
using Serverless.Application.Generators;
using Serverless.Application.Jobs;
using Serverless.Application.Models;
using Serverless.Application.Surrogates;
using Serverless.Application.Tables;
using Serverless.Application.Telemetry;

namespace Serverless.Application.Searches;

/// <summary>Registers the services that triggers and activities share.</summary>
public static class SearchServices
{
    /// <summary>
    /// Adds the services of searches. They need the storage ports, an <see cref="ISurrogatePredictor"/> and an <see cref="IGeneratorModels"/>.
    /// </summary>
    public static IServiceCollection AddSearches(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTables();
        services.AddSurrogates();
        services.AddGenerators();
        services.AddJobs();
        services.AddSingleton<SearchFronts>();
        services.AddSingleton<SearchDocuments>();
        services.AddSingleton<SearchTraces>();
        services.AddSingleton<SearchGenerations>();
        services.AddSingleton<AlgorithmStates>();
        services.AddSingleton<SearchHistory>();
        services.AddSingleton<SearchEvents>();
        services.AddSingleton<GenerationOutcomes>();
        services.AddSingleton<RungPools>();
        services.AddSingleton<RungPlaces>();
        services.AddSingleton<FrontMerging>();
        services.AddSingleton<SearchTurns>();
        services.AddSingleton<TurnReceiving>();
        services.AddSingleton<TurnProposing>();
        services.AddSingleton<SearchIndex>();
        services.AddSingleton<SubmitSearch>();
        services.AddSingleton<DeviceCatalogue>();
        services.AddSingleton<DeviceRegister>();
        services.AddOptions<PriceOptions>();
        services.AddSingleton<ImportableSearches>();
        services.AddSingleton<RequestNames>();
        services.AddSingleton<EvaluationCache>();
        services.AddSingleton<Evaluators>();
        services.AddSingleton<UnendedSearches>();
        services.AddSingleton<CheckpointPurge>();
        services.AddSingleton<CandidateScorer>();
        services.AddSingleton<PauseSearch>();
        services.AddSingleton<SearchWaits>();
        services.AddSingleton<SearchCancellations>();
        services.AddSingleton<ExtendSearch>();
        services.AddSingleton<FrontTests>();
        services.AddSingleton<CancelSearch>();
        services.AddSingleton<TrainedCandidates>();
        services.AddSingleton<ModelFiles>();
        return services;
    }
}
