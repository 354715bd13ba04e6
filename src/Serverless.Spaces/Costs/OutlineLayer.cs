namespace Serverless.Spaces.Costs;

/// <summary>The arithmetic of one convolution or linear layer.</summary>
/// <param name="MultiplyAccumulates">For one image.</param>
/// <param name="FanIn">How many products each output sums up.</param>
public readonly record struct OutlineLayer(long MultiplyAccumulates, long FanIn);
