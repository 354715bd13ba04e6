using System.Globalization;
using Microsoft.Extensions.Options;
using Serverless.Core.Tables;

namespace Serverless.Application.Tables;

/// <summary>The tables of the configured folder: published ones by their own files, others by <c>NAME/table.json</c>.</summary>
public sealed class FolderTables(IOptions<TableOptions> options) : ITableSource
{
    const string DescriptionFile = "table.json";

    readonly string? _folder = options.Value.Folder is { Length: > 0 } folder ? folder : null;

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        if (_folder is null || !Directory.Exists(_folder))
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }

        var described = Directory.EnumerateDirectories(_folder)
            .Where(folder => File.Exists(Path.Combine(folder, DescriptionFile)))
            .Select(folder => Path.GetFileName(folder)!);
        var published = KnownTables.All.Where(IsHere).Select(table => table.Name);
        return Task.FromResult<IReadOnlyList<string>>([.. described.Union(published).Order(StringComparer.Ordinal)]);
    }

    public async Task<TableDescription?> FindAsync(string name, CancellationToken cancellation)
    {
        // Only listed names are read: a name from a request never becomes part of a path.
        if (!(await ListAsync(cancellation)).Contains(name))
        {
            return null;
        }

        var path = Path.Combine(_folder!, name, DescriptionFile);
        if (!File.Exists(path))
        {
            return KnownTables.Find(name);
        }

        var reading = TableDescriptionReader.Read(await File.ReadAllBytesAsync(path, cancellation));
        return !reading.IsValid ? throw new TableException(
                $"{name}/{DescriptionFile}", $"It does not describe a table: {string.Join(" ", reading.Errors.Select(error => $"{error.Pointer}: {error.Message}"))}")
            : reading.Description.Name == name ? reading.Description
            : throw new TableException($"{name}/{DescriptionFile}", $"It describes the table '{reading.Description.Name}'. Name its folder after the table.");
    }

    public Task<string> VersionAsync(TableDescription table, CancellationToken cancellation) => Task.FromResult(string.Join(' ', table.Files
        .Select(file => PathOf(table, file)).Append(Path.Combine(_folder!, table.Name, DescriptionFile))
        .Select(path => File.GetLastWriteTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture))));

    public Task<Stream> OpenAsync(TableDescription table, TableFile file, CancellationToken cancellation)
    {
        var path = PathOf(table, file);
        return File.Exists(path)
            ? Task.FromResult<Stream>(File.OpenRead(path))
            : throw (file.IsOptional
                ? TableException.Missing(table, file, "The file is missing.")
                : new TableException(file.Name, $"The file is missing; add it, or remove the table '{table.Name}'."));
    }

    // The files are beside the description; a folder with the name of a published table but without a description is ignored.
    string PathOf(TableDescription table, TableFile file) => File.Exists(Path.Combine(_folder!, table.Name, DescriptionFile))
        ? Path.Combine(_folder!, table.Name, file.Name)
        : Path.Combine(_folder!, file.Name);

    bool IsHere(TableDescription table) => table.Files.All(file => file.IsOptional || File.Exists(Path.Combine(_folder!, file.Name)));
}

/// <summary>Options for tables of measured architectures outside the container <c>tables</c>: settings <c>Tables__...</c>.</summary>
public sealed class TableOptions
{
    public const string Section = "Tables";

    /// <summary>A folder with the files of the published tables, and a folder <c>NAME</c> with <c>table.json</c> for each other table.</summary>
    /// <value>The path of the folder; default null: there is none.</value>
    public string? Folder { get; set; }
}
