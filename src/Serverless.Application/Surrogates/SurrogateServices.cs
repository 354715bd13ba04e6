using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Storage;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

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
        services.AddSingleton<TurnSurrogates>();
        services.AddSingleton<TableMaterials>();
        services.AddSingleton<DeviceMaterials>();
        services.AddSingleton<PredictedDevices>();
        return services;
    }
}

/// <summary>Predicts with surrogates that were fitted.</summary>
public interface ISurrogatePredictor
{
    /// <summary>What each member says of architectures of the surrogate's space, in their order.</summary>
    /// <param name="surrogateId">Of the registry.</param>
    /// <param name="objectives">All that are searched: of a surrogate of several platforms that of these is asked.</param>
    /// <param name="architectures">Of its space.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">The surrogate's blobs are missing or broken.</exception>
    Task<IReadOnlyList<CandidatePrediction>> PredictAsync(
        string surrogateId, IReadOnlyList<Objective> objectives, IReadOnlyList<Architecture> architectures, CancellationToken cancellation);

    /// <summary>Opens a surrogate: what cannot be is found out before candidates are proposed for it to choose from.</summary>
    /// <returns>What is wrong, for people; null when it can be used.</returns>
    Task<string?> FindFaultAsync(string surrogateId, IReadOnlyList<Objective> objectives, CancellationToken cancellation);
}
