using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Application.Tables;

/// <summary>Registers the sources of tables.</summary>
public static class TableServices
{
    /// <summary>Registers the services; requires the storage ports. Blobs take precedence over files.</summary>
    public static IServiceCollection AddTables(this IServiceCollection services)
    {
        services.AddSingleton<ITableSource, BlobTables>();
        services.AddSingleton<ITableSource, FolderTables>();
        services.AddSingleton<TableLibrary>();
        return services;
    }
}
