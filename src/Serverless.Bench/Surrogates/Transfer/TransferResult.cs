namespace Serverless.Bench.Surrogates.Transfer;

/// <summary>How well a few measurements of a device were completed.</summary>
/// <param name="Task">Which.</param>
/// <param name="TestRows">Rows that it was judged by: all that the device can run, less the references.</param>
/// <param name="Spearman">Spearman's ρ between measured and predicted values.</param>
/// <param name="KendallTauB">Kendall's τ-b between them.</param>
/// <param name="WithinTenPercent">The share of rows that are predicted within a tenth of what was measured.</param>
/// <param name="FitSeconds">To learn from the known devices and to adapt, wall clock.</param>
public sealed record TransferResult(TransferTask Task, int TestRows, double Spearman, double KendallTauB, double WithinTenPercent, double FitSeconds);
