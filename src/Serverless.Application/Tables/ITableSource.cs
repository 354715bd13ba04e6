using Serverless.Application.Storage;
using Serverless.Core.Tables;

namespace Serverless.Application.Tables;

/// <summary>A source of tables.</summary>
public interface ITableSource
{
    /// <summary>Lists the names of all tables of the source, in ordinal order; some of the tables may be broken.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation);

    /// <summary>Finds the description of a table; null when the source does not have the table.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    /// <exception cref="TableException">The file is broken.</exception>
    Task<TableDescription?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Returns a version that changes whenever a file of the table does.</summary>
    Task<string> VersionAsync(TableDescription table, CancellationToken cancellation);

    /// <summary>Opens a file of a table of this source.</summary>
    /// <exception cref="DocumentException">The blob is missing.</exception>
    /// <exception cref="TableException">The file is missing.</exception>
    Task<Stream> OpenAsync(TableDescription table, TableFile file, CancellationToken cancellation);
}
