namespace Serverless.Functions.Activities;

/// <summary>The job to take back.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Reason">For people.</param>
public sealed record WithdrawJobInput(string JobId, string Reason);
