using Serverless.Learning.ZeroCost;

namespace Serverless.Learning.Training;

/// <summary>The evaluation of a candidate without training.</summary>
/// <param name="Scores">The zero-cost proxies.</param>
/// <param name="Seconds">Seconds to build, evaluate and export the network, without the time to read the dataset.</param>
/// <param name="OnnxModel">The network with its initial weights as an ONNX file: as fast as a trained one.</param>
public sealed record UntrainedCandidate(ZeroCostScores Scores, double Seconds, byte[] OnnxModel);
