namespace Serverless.Bench.Surrogates.Transfer;

/// <summary>A device to leave out, and those that are known then.</summary>
/// <param name="Device">Of which a few measurements are taken.</param>
/// <param name="Known">Of which many are; all of one space.</param>
/// <param name="IsStrict">Whether other settings of the same device are left out too.</param>
/// <param name="Seed">Of the architectures that are drawn.</param>
public sealed record TransferTask(TransferDevice Device, IReadOnlyList<TransferDevice> Known, bool IsStrict, int Seed);
