namespace Serverless.Presentation.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Header">With the unit, if there is one.</param>
/// <param name="IsNumber">Numbers stand on the right, and are never cut.</param>
/// <param name="Fit">What happens to it where the table is wider than the terminal.</param>
public sealed record Column(string Header, bool IsNumber = false, ColumnFit Fit = ColumnFit.Shortened);
