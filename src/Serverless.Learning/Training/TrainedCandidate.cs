namespace Serverless.Learning.Training;

/// <summary>What training a candidate gave.</summary>
/// <param name="AccuracyPercent">Top-1 accuracy on the validation images, 0 to 100.</param>
/// <param name="FinalLoss">Mean cross entropy over the last epoch's training images.</param>
/// <param name="TrainSeconds">Time of building, training, judging and exporting the network; reading the dataset does not count.</param>
/// <param name="OnnxModel">The trained network.</param>
/// <param name="RanOn"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="Checkpoint">What to go on from; after the whole training, what it ended with.</param>
/// <param name="Weights">The trained weights as a safetensors file; null before the last epoch.</param>
public sealed record TrainedCandidate(
    double AccuracyPercent, double FinalLoss, double TrainSeconds, byte[] OnnxModel, string RanOn, TrainingCheckpoint Checkpoint, byte[]? Weights = null);
