namespace Serverless.Core.Devices;

/// <summary>A device metric as a sum over the cell's edges.</summary>
/// <param name="Constant">What every network costs, in the metric's unit.</param>
/// <param name="PerOperation">What each use of an operation adds; an operation that is not there makes the table unusable.</param>
public sealed record LookupTable(double Constant, IReadOnlyDictionary<string, double> PerOperation);
