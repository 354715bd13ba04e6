using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Application.Generators;

/// <summary>Registers what triggers need of generators.</summary>
public static class GeneratorServices
{
    /// <summary>Needs what searches share, and an <see cref="IGeneratorModels"/>.</summary>
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
