using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Storage.Connection;
using Serverless.Storage.Documents;
using Serverless.Storage.Jobs;

namespace Serverless.Storage;

/// <summary>Registers the services of all storage interfaces.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds <see cref="IDocumentStore"/>, <see cref="IDatasetStore"/>, <see cref="IJobQueue"/>, <see cref="IJobResultQueue"/> and <see cref="IJobClaims"/>.
    /// </summary>
    /// <param name="services">The collection to which the services are added.</param>
    /// <param name="configuration">The configuration, with <c>AzureWebJobsStorage</c>; see <see cref="StorageClients.Connect"/>.</param>
    /// <exception cref="StorageException">The setting is missing or malformed.</exception>
    public static IServiceCollection AddServerlessStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(StorageClients.Connect(configuration));
        services.AddSingleton<IDocumentStore, BlobDocumentStore>();
        services.AddSingleton<IDatasetStore, BlobDatasetStore>();
        services.AddSingleton<IJobQueue, AzureJobQueue>();
        services.AddSingleton<IJobResultQueue, AzureJobResultQueue>();
        services.AddSingleton<IJobClaims, BlobJobClaims>();
        return services;
    }
}
