namespace Serverless.Algorithms.Acquisition;

/// <summary>How many candidates to choose, and how boldly.</summary>
/// <param name="Count">At least 0; a pool that has fewer gives all it has.</param>
/// <param name="Exploration">The share that is chosen to learn from rather than to gain by, 0 to 1.</param>
/// <param name="Seed">The search's.</param>
/// <param name="Generation">From 0: with the seed it decides how a share that is no whole number is rounded.</param>
public sealed record ChoiceTerms(int Count, double Exploration, long Seed, int Generation);
