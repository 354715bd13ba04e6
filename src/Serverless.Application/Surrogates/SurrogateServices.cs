using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Storage;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Application.Surrogates;

/// <summary>Registers the services for surrogates that triggers and activities need.</summary>
public static class SurrogateServices
{
    /// <summary>Registers the services; requires those that searches share, and an <see cref="ISurrogatePredictor"/>.</summary>
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

/// <summary>Predicts with fitted surrogates.</summary>
public interface ISurrogatePredictor
{
    /// <summary>Returns the predictions of each ensemble member for architectures of the surrogate's space, in their order.</summary>
    /// <param name="surrogateId">The id of a surrogate of the registry.</param>
    /// <param name="objectives">All objectives of the search; a surrogate of several platforms predicts for the platform of these.</param>
    /// <param name="architectures">Architectures of the surrogate's space.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">The surrogate's blobs are missing or broken.</exception>
    Task<IReadOnlyList<CandidatePrediction>> PredictAsync(
        string surrogateId, IReadOnlyList<Objective> objectives, IReadOnlyList<Architecture> architectures, CancellationToken cancellation);

    /// <summary>Opens a surrogate, so that errors are found before candidates are proposed for it to choose from.</summary>
    /// <returns>What is wrong, for users; null when the surrogate can be used.</returns>
    Task<string?> FindFaultAsync(string surrogateId, IReadOnlyList<Objective> objectives, CancellationToken cancellation);
}
