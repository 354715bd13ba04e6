namespace Serverless.Algorithms.Acquisition;

/// <summary>A candidate that was chosen out of a pool.</summary>
/// <param name="Index">Its place in the pool.</param>
/// <param name="Reason">By what.</param>
/// <param name="Value">
/// What it was worth when it was chosen: the expected gain of hypervolume, the mean score, or how unknown it is, 0 to 2.
/// </param>
public sealed record Choice(int Index, ChoiceReason Reason, double Value);
