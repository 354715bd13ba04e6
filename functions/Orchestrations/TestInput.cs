namespace Serverless.Functions.Orchestrations;

/// <summary>The front member to judge on the test images.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Index">The member's place in <c>front.json</c>.</param>
/// <param name="Jobs">How its job is waited for.</param>
/// <param name="Attempt">The first attempt to make, from 1.</param>
public sealed record TestInput(string SearchId, int Index, JobTerms Jobs, int Attempt = 1);
