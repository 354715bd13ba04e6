using Microsoft.Extensions.Options;
using Serverless.Algorithms.Options;
using Serverless.Application.Generators;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Application.Tables;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Searches;

/// <summary>Lists the names that requests can use: devices, tables, and what is built in.</summary>
public sealed class RequestNames(DeviceCatalogue devices, TableLibrary tables, SurrogateRegistry surrogates, ImportableSearches searches, GeneratedSeeds seeds, IOptions<PriceOptions> prices)
{
    /// <summary>Lists all names, of surrogates only those that the body names; those of broken blobs and files are separate.</summary>
    /// <param name="body">A search request.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <param name="searchId">The search that the request began, if it was submitted before; null when it was not.</param>
    public async Task<KnownNames> ListAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation, string? searchId = null)
    {
        var (registered, unreadable) = await FindSurrogatesAsync(body, cancellation);
        var known = await devices.ListAsync(cancellation);
        var library = await tables.ListAsync(cancellation);
        return new KnownNames(
            new RequestCatalogue
            {
                Datasets = DatasetDescription.All,
                Devices = known.Devices,
                Algorithms = AlgorithmDescription.Names,
                Tables = library.Tables,
                Surrogates = registered,
                Prices = prices.Value.ToTable(),
                Searches = await searches.FindAsync(body, cancellation),
                Seeds = await seeds.AnswerAsync(body, searchId, cancellation),
            },
            [
                .. known.Broken.Select(broken => new BrokenName(Path.GetFileNameWithoutExtension(broken.Path.Name), broken)),
                .. library.Broken,
                .. unreadable,
            ]);
    }

    async Task<(List<SurrogateEntry> Registered, List<BrokenName> Unreadable)> FindSurrogatesAsync(
        ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var (registered, unreadable) = (new List<SurrogateEntry>(), new List<BrokenName>());
        foreach (var id in NamedSurrogates.In(body))
        {
            try
            {
                if (await surrogates.FindAsync(id, cancellation) is { } entry)
                {
                    registered.Add(entry);
                }
            }
            catch (DocumentException broken)
            {
                unreadable.Add(new BrokenName(id, broken));
            }
        }

        return (registered, unreadable);
    }
}

/// <summary>A device or table that exists and cannot be read.</summary>
/// <param name="Name">The name.</param>
/// <param name="Reason">The exception, which names the blob or file.</param>
public sealed record BrokenName(string Name, Exception Reason);
