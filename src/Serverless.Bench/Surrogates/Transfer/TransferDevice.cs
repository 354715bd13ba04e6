using Serverless.Core.Tables;

namespace Serverless.Bench.Surrogates.Transfer;

/// <summary>A column of a table that says what a device needs for each architecture.</summary>
/// <param name="Name">What to call it in answers.</param>
/// <param name="Family">Settings of one device have the same; a device without settings its own name.</param>
/// <param name="Table">The table.</param>
/// <param name="Metric">Its column.</param>
/// <param name="Rows">The rows that count and that the device can run.</param>
public sealed record TransferDevice(string Name, string Family, ArchitectureTable Table, TableMetric Metric, IReadOnlySet<int> Rows);
