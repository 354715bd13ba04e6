namespace Serverless.Core.Tables;

/// <summary>A file of a table.</summary>
/// <param name="Name">A file name without folders; ends in <c>.gz</c> when compressed.</param>
/// <param name="Metrics">The columns of it that are used.</param>
public sealed record TableFile(string Name, IReadOnlyList<TableMetric> Metrics);
