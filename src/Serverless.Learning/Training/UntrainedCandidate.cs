using Serverless.Learning.ZeroCost;

namespace Serverless.Learning.Training;

/// <summary>What a candidate tells before any training.</summary>
/// <param name="Scores">The training-free metrics.</param>
/// <param name="Seconds">Time of building, judging and exporting the network; reading the dataset does not count.</param>
/// <param name="OnnxModel">The network with its initial weights: as fast as a trained one.</param>
public sealed record UntrainedCandidate(ZeroCostScores Scores, double Seconds, byte[] OnnxModel);
