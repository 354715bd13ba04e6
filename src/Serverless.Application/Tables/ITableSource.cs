using Serverless.Application.Storage;
using Serverless.Core.Tables;

namespace Serverless.Application.Tables;

/// <summary>A place that holds tables.</summary>
public interface ITableSource
{
    /// <summary>The names of all tables here, in ordinal order; they may turn out to be broken.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation);

    /// <summary>What describes a table; null when it is not here.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    /// <exception cref="TableException">The file is broken.</exception>
    Task<TableDescription?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Changes whenever a file of the table does.</summary>
    Task<string> VersionAsync(TableDescription table, CancellationToken cancellation);

    /// <summary>Opens a file of a table that is here.</summary>
    /// <exception cref="DocumentException">The blob is missing.</exception>
    /// <exception cref="TableException">The file is missing.</exception>
    Task<Stream> OpenAsync(TableDescription table, TableFile file, CancellationToken cancellation);
}
