namespace Serverless.Core.Surrogates;

/// <summary>How a target's values were scaled for fitting; predictions are in the target's own unit again.</summary>
/// <param name="Mean">What became 0.</param>
/// <param name="Deviation">What became 1 above the mean; positive.</param>
public readonly record struct SurrogateScale(double Mean, double Deviation);
