namespace Serverless.Learning.Surrogates;

/// <summary>How far a fit is.</summary>
/// <param name="Done">Steps of the same length, from 1.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Loss">What the fit makes smaller, as it is now.</param>
public readonly record struct SurrogateFitProgress(int Done, int Total, double Loss);
