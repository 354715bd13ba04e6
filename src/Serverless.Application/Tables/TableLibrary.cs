using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Tables;

namespace Serverless.Application.Tables;

/// <summary>The tables that requests can name. One that was read stays in memory; whether it changed is looked up now and then.</summary>
/// <param name="sources">Of tables of one name, that of the first source counts.</param>
/// <param name="time">For how long a table is not looked at again.</param>
public sealed class TableLibrary(IEnumerable<ITableSource> sources, TimeProvider time) : IDisposable
{
    /// <summary>A table of this size's order takes some 10 MB.</summary>
    const int MostInMemory = 16;

    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    readonly ITableSource[] _sources = [.. sources];
    readonly Dictionary<string, Entry> _entries = [];
    readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    /// <summary>What describes each table, by name; and what is wrong with those that are broken.</summary>
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

    /// <summary>A table, whole.</summary>
    /// <exception cref="DocumentException">A blob of it is missing or broken.</exception>
    /// <exception cref="TableException">There is no such table, or a file of it is not as described.</exception>
    public async Task<ArchitectureTable> ReadAsync(string name, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_entries.TryGetValue(name, out var known) && time.GetUtcNow() - known.LookedAt < Freshness)
            {
                return known.Table;
            }

            var (source, description) = await FindAsync(name, cancellation);
            var version = await source.VersionAsync(description, cancellation);
            var table = known?.Version == version ? known.Table : await LoadAsync(source, description, cancellation);
            if (_entries.Count >= MostInMemory)
            {
                _entries.Clear();
            }

            _entries[name] = new Entry(table, version, time.GetUtcNow());
            return table;
        }
        finally
        {
            _turn.Release();
        }
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

        throw new TableException(name, "There is no such table any more; put it back, in the container 'tables' or the configured folder.");
    }

    static async Task<ArchitectureTable> LoadAsync(ITableSource source, TableDescription description, CancellationToken cancellation)
    {
        var contents = new Dictionary<string, Stream>();
        try
        {
            foreach (var file in description.Files)
            {
                contents.Add(file.Name, await source.OpenAsync(description, file, cancellation));
            }

            return ArchitectureTableReader.Read(description, name => TableText.Open(name, contents[name]));
        }
        finally
        {
            foreach (var content in contents.Values)
            {
                await content.DisposeAsync();
            }
        }
    }

    sealed record Entry(ArchitectureTable Table, string Version, DateTimeOffset LookedAt);
}

/// <summary>The tables there are.</summary>
/// <param name="Tables">Those whose descriptions can be read, by name.</param>
/// <param name="Broken">Those that cannot.</param>
public sealed record TableList(IReadOnlyList<TableDescription> Tables, IReadOnlyList<BrokenName> Broken);
