using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Application.Generators;

/// <summary>Registers the services for generators that triggers need.</summary>
public static class GeneratorServices
{
    /// <summary>Registers the services; requires those that searches share, and an <see cref="IGeneratorModels"/>.</summary>
    public static IServiceCollection AddGenerators(this IServiceCollection services)
    {
        services.AddSingleton<GeneratorRegistry>();
        services.AddSingleton<GeneratorSearches>();
        services.AddSingleton<GeneratorMaterials>();
        services.AddSingleton<FitGenerator>();
        services.AddSingleton<GeneratorDeletion>();
        services.AddSingleton<AskGenerator>();
        services.AddSingleton<GeneratedSeeds>();
        return services;
    }
}
