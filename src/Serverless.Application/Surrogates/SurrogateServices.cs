using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Application.Surrogates;

/// <summary>Registers what triggers and activities need of surrogates.</summary>
public static class SurrogateServices
{
    /// <summary>Needs what searches share, and an <see cref="ISurrogatePredictor"/>.</summary>
    public static IServiceCollection AddSurrogates(this IServiceCollection services)
    {
        services.AddSingleton<FitSurrogate>();
        services.AddSingleton<WarmStarts>();
        services.AddSingleton<TrainingSetBuilder>();
        services.AddSingleton<RegisteredSurrogates>();
        services.AddSingleton<SurrogateDeletion>();
        services.AddSingleton<SurrogateKnowledge>();
        services.AddSingleton<SurrogateRegistry>();
        services.AddSingleton<SurrogateSelector>();
        services.AddSingleton<SurrogateSettlement>();
        services.AddSingleton<TableMaterials>();
        return services;
    }
}
