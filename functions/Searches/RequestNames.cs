using Serverless.Domain.Searches;
using Serverless.Domain.Searches.Algorithms;
using Serverless.Functions.Tables;

namespace Serverless.Functions.Searches;

/// <summary>What requests can name: devices, tables, and what is built in.</summary>
public sealed class RequestNames(DeviceCatalogue devices, TableLibrary tables)
{
    /// <summary>All names; those of broken blobs and files apart.</summary>
    public async Task<KnownNames> ListAsync(CancellationToken cancellation)
    {
        var known = await devices.ListAsync(cancellation);
        var library = await tables.ListAsync(cancellation);
        return new KnownNames(
            new RequestCatalogue
            {
                Datasets = DatasetDescription.All,
                Devices = known.Devices,
                Algorithms = AlgorithmDescription.PlatformNames,
                Tables = library.Tables,
            },
            [.. known.Broken.Select(broken => new BrokenName(Path.GetFileNameWithoutExtension(broken.Path.Name), broken)), .. library.Broken]);
    }
}
