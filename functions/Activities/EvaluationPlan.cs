namespace Serverless.Functions.Activities;

/// <summary>What is left to do for a candidate.</summary>
/// <param name="IsCached">Whether the evaluation cache has its training.</param>
/// <param name="ModelBlob">When cached: its network, if one was kept.</param>
/// <param name="Devices">Devices to measure it on; those that are looked up or cached are not among them.</param>
public sealed record EvaluationPlan(bool IsCached, string? ModelBlob, IReadOnlyList<string> Devices);
