using Serverless.Core.Validation;

namespace Serverless.Functions.Triggers.Queues;

/// <summary>A message asks for something that cannot be.</summary>
/// <param name="problem">Everything that is wrong with it.</param>
public sealed class MessageRejectedException(ApiProblem problem) : Exception(problem.Title)
{
    public ApiProblem Problem => problem;
}
