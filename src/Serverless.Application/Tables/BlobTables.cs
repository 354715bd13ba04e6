using Serverless.Application.Storage;
using Serverless.Core.Tables;

namespace Serverless.Application.Tables;

/// <summary>The tables of the container <c>tables</c>: <c>NAME/table.json</c> and the files that it names, in the same folder.</summary>
public sealed class BlobTables(IDocumentStore store) : ITableSource
{
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        var names = new List<string>();
        await foreach (var folder in store.ListFoldersAsync(BlobPaths.Tables, cancellation))
        {
            names.Add(folder);
        }

        return names;
    }

    public async Task<TableDescription?> FindAsync(string name, CancellationToken cancellation)
    {
        var path = BlobPaths.Table(name);
        if (await store.FindBytesAsync(path, cancellation) is not { Value: var content })
        {
            return null;
        }

        var reading = TableDescriptionReader.Read(content);
        return !reading.IsValid ? throw new DocumentException(
                path, $"does not describe a table: {string.Join(" ", reading.Errors.Select(error => $"{error.Pointer}: {error.Message}"))}")
            : reading.Description.Name == name ? reading.Description
            : throw new DocumentException(path, $"describes the table '{reading.Description.Name}'. Name its folder after the table.");
    }

    public async Task<string> VersionAsync(TableDescription table, CancellationToken cancellation)
    {
        var versions = new List<string?> { await store.FindVersionAsync(BlobPaths.Table(table.Name), cancellation) };
        foreach (var file in table.Files)
        {
            versions.Add(await store.FindVersionAsync(BlobPaths.TableFile(table.Name, file.Name), cancellation));
        }

        return string.Join(' ', versions);
    }

    public async Task<Stream> OpenAsync(TableDescription table, TableFile file, CancellationToken cancellation) =>
        new MemoryStream(await store.ReadBytesAsync(BlobPaths.TableFile(table.Name, file.Name), cancellation), writable: false);
}
