namespace Serverless.Presentation.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Header">With the unit, if there is one.</param>
/// <param name="IsNumber">Numbers stand on the right.</param>
public sealed record Column(string Header, bool IsNumber = false);
