namespace Serverless.Functions.Orchestrations;

/// <summary>How an evaluation ended; what it found is in its outcome blob.</summary>
/// <param name="Index">The candidate's place in its generation.</param>
/// <param name="IsTrained">Whether a training was paid for.</param>
public sealed record EvaluationEnd(int Index, bool IsTrained);
