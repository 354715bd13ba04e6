using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Application.Tables;

/// <summary>Registers where tables come from.</summary>
public static class TableServices
{
    /// <summary>Needs the storage ports. Blobs go before files.</summary>
    public static IServiceCollection AddTables(this IServiceCollection services)
    {
        services.AddSingleton<ITableSource, BlobTables>();
        services.AddSingleton<ITableSource, FolderTables>();
        services.AddSingleton<TableLibrary>();
        return services;
    }
}
