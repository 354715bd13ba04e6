namespace Serverless.Core.Budgets;

/// <summary>What one candidate takes of the budgets when its algorithm says how far it is trained.</summary>
/// <param name="Epochs">Epochs that are added, of all seeds together; at least 1.</param>
/// <param name="IsBegun">Whether its training goes on from an earlier generation, which has counted it.</param>
public readonly record struct TrainingShare(int Epochs, bool IsBegun);
