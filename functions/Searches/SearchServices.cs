using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Serverless.Functions.Jobs;
using Serverless.Functions.Surrogates;
using Serverless.Functions.Tables;
using Serverless.Functions.Triggers.Queues;

namespace Serverless.Functions.Searches;

/// <summary>Registers what triggers and activities share.</summary>
static class SearchServices
{
    /// <summary>Needs the storage ports.</summary>
    public static IServiceCollection AddSearches(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTables();
        services.AddSurrogates();
        services.AddJobs();
        services.AddSingleton<SearchDocuments>();
        services.AddSingleton<SearchGenerations>();
        services.AddSingleton<SearchHistory>();
        services.AddSingleton<GenerationOutcomes>();
        services.AddSingleton<RungPools>();
        services.AddSingleton<SearchIndex>();
        services.AddSingleton<SearchAdmission>();
        services.AddSingleton<DeviceCatalogue>();
        services.AddSingleton<DeviceRegister>();
        services.AddSingleton<RequestNames>();
        services.AddSingleton<EvaluationCache>();
        services.AddSingleton<Evaluators>();
        services.AddSingleton<CheckpointPurge>();
        services.AddSingleton<CandidateScorer>();
        services.AddSingleton<SearchPacer>();
        services.AddSingleton<SearchWaits>();
        services.AddSingleton<SearchCancellations>();
        services.AddSingleton<SearchExtender>();
        services.AddSingleton<FrontTests>();
        services.AddSingleton<SearchCanceller>();
        services.AddSingleton<MessageHandling>();
        return services;
    }
}
