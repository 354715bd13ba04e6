using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>A fit that came to nothing.</summary>
/// <param name="SurrogateId">The surrogate that is not to be.</param>
/// <param name="End">How its job ended.</param>
public sealed record GiveUpFitInput(string SurrogateId, JobEnd End);
