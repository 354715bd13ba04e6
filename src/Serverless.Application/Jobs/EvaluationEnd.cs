using Serverless.Core.Evaluations;

namespace Serverless.Application.Jobs;

/// <summary>How an evaluation ended; what it found is in its outcome blob.</summary>
/// <param name="Index">The candidate's place in its generation.</param>
/// <param name="IsTrained">Whether a training counts against the budget: paid for, or found in the evaluation cache.</param>
/// <param name="IsStopped">Whether it was stopped before its end because its search was.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record EvaluationEnd(int Index, bool IsTrained, bool IsStopped = false, EvaluationFailure? Failure = null);
