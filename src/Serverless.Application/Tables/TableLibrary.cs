using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Tables;

namespace Serverless.Application.Tables;

/// <summary>The tables that requests can name. A table that was read stays in memory; its version is checked from time to time.</summary>
/// <param name="sources">The sources; of tables with the same name, that of the first source is used.</param>
/// <param name="time">The clock that determines when a table is checked again.</param>
public sealed class TableLibrary(IEnumerable<ITableSource> sources, TimeProvider time) : IDisposable
{
    /// <summary>The most tables in memory; a table of typical size takes about 10 MB.</summary>
    const int MostInMemory = 16;

    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    readonly ITableSource[] _sources = [.. sources];
    readonly Dictionary<string, Entry> _entries = [];
    readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    /// <summary>Lists the descriptions of the tables by name, and the errors of broken ones.</summary>
    public async Task<TableList> ListAsync(CancellationToken cancellation)
    {
        var tables = new SortedDictionary<string, TableDescription>(StringComparer.Ordinal);
        var broken = new List<BrokenName>();
        foreach (var source in _sources)
        {
            foreach (var name in (await source.ListAsync(cancellation)).Where(name => TableName.IsValid(name) && !tables.ContainsKey(name)))
            {
                try
                {
                    if (await source.FindAsync(name, cancellation) is { } table)
                    {
                        tables.Add(name, table);
                    }
                }
                catch (Exception unreadable) when (unreadable is DocumentException or TableException)
                {
                    broken.Add(new BrokenName(name, unreadable));
                }
            }
        }

        return new TableList([.. tables.Values], broken);
    }

    /// <summary>Reads a table: all its required files, and those optional files that hold requested columns.</summary>
    /// <param name="name">The name of the table.</param>
    /// <param name="columnsOf">Returns the columns that will be read; the table may not have some of them.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob of the table is missing or broken.</exception>
    /// <exception cref="TableException">There is no such table, or a file of it is missing or not as described.</exception>
    public async Task<ArchitectureTable> ReadAsync(
        string name, Func<TableDescription, IEnumerable<string>> columnsOf, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(columnsOf);
        await _turn.WaitAsync(cancellation);
        try
        {
            var entry = await FindEntryAsync(name, cancellation);
            var columns = columnsOf(entry.Table.Description).ToHashSet();
            foreach (var file in entry.Table.Description.Files.Where(file =>
                file.IsOptional && !entry.Contents.ContainsKey(file.Name) && file.Metrics.Any(metric => columns.Contains(metric.Column))))
            {
                await ReadOptionalAsync(entry, file, cancellation);
            }

            return entry.Table;
        }
        catch
        {
            // What a table could not read stays unread in it: the next search reads the table again.
            _entries.Remove(name);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    async Task<Entry> FindEntryAsync(string name, CancellationToken cancellation)
    {
        if (_entries.TryGetValue(name, out var known) && time.GetUtcNow() - known.LookedAt < Freshness)
        {
            return known;
        }

        var (source, description) = await FindAsync(name, cancellation);
        var version = await source.VersionAsync(description, cancellation);
        var entry = known?.Version == version ? known : await LoadAsync(source, description, version, cancellation);
        if (_entries.Count >= MostInMemory)
        {
            _entries.Clear();
        }

        return _entries[name] = entry with { LookedAt = time.GetUtcNow() };
    }

    async Task<(ITableSource Source, TableDescription Description)> FindAsync(string name, CancellationToken cancellation)
    {
        foreach (var source in TableName.IsValid(name) ? _sources : [])
        {
            if (await source.FindAsync(name, cancellation) is { } description)
            {
                return (source, description);
            }
        }

        throw new TableException(name, "This table no longer exists; restore it in the container 'tables' or the configured folder.");
    }

    async Task<Entry> LoadAsync(ITableSource source, TableDescription description, string version, CancellationToken cancellation)
    {
        var contents = new Dictionary<string, Stream>();
        try
        {
            foreach (var file in description.Files.Where(file => !file.IsOptional))
            {
                contents.Add(file.Name, await source.OpenAsync(description, file, cancellation));
            }

            var table = ArchitectureTableReader.Read(description, name => TableText.Open(name, contents[name]));
            return new Entry(source, table, contents, version, time.GetUtcNow());
        }
        finally
        {
            foreach (var content in contents.Values)
            {
                await content.DisposeAsync();
            }
        }
    }

    /// <summary>Reads an optional file here, where it can be awaited: the table itself opens it synchronously.</summary>
    static async Task ReadOptionalAsync(Entry entry, TableFile file, CancellationToken cancellation)
    {
        var description = entry.Table.Description;
        try
        {
            await using var content = await entry.Source.OpenAsync(description, file, cancellation);
            entry.Contents.Add(file.Name, content);
            entry.Table.Column(file.Metrics[0].Column);
        }
        catch (DocumentException missing)
        {
            throw TableException.Missing(description, file, missing.Message);
        }
    }

    /// <param name="Source">The source of the table.</param>
    /// <param name="Table">The table.</param>
    /// <param name="Contents">The opened files, by name.</param>
    /// <param name="Version">The version of the files.</param>
    /// <param name="LookedAt">When the version was last checked.</param>
    sealed record Entry(ITableSource Source, ArchitectureTable Table, Dictionary<string, Stream> Contents, string Version, DateTimeOffset LookedAt);
}

/// <summary>The available tables.</summary>
/// <param name="Tables">The tables whose descriptions can be read, by name.</param>
/// <param name="Broken">The tables that cannot be read.</param>
public sealed record TableList(IReadOnlyList<TableDescription> Tables, IReadOnlyList<BrokenName> Broken);
