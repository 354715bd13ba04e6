using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>A sub-orchestration under way.</summary>
/// <param name="InstanceId">Where to send events.</param>
/// <param name="Ended">Completes when it has ended.</param>
sealed record Child(string InstanceId, Task<EvaluationEnd> Ended);
