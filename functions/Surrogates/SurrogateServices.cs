using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Functions.Surrogates;

/// <summary>Registers what triggers and activities need of surrogates.</summary>
static class SurrogateServices
{
    /// <summary>Needs what searches share.</summary>
    public static IServiceCollection AddSurrogates(this IServiceCollection services)
    {
        services.AddSingleton<FitAdmission>();
        services.AddSingleton<FitBeginnings>();
        services.AddSingleton<FitMaterials>();
        services.AddSingleton<RegisteredSurrogates>();
        services.AddSingleton<SurrogateDeletion>();
        services.AddSingleton<SurrogateKnowledge>();
        services.AddSingleton<SurrogateModels>();
        services.AddSingleton<SurrogateRegistry>();
        services.AddSingleton<SurrogateSelector>();
        services.AddSingleton<SurrogateSettlement>();
        services.AddSingleton<TableMaterials>();
        return services;
    }
}
