namespace Serverless.Learning.Training;

/// <summary>The result of training a candidate.</summary>
/// <param name="AccuracyPercent">Top-1 accuracy on the validation images, 0 to 100.</param>
/// <param name="FinalLoss">Mean cross entropy over the last epoch's training images.</param>
/// <param name="TrainSeconds">Seconds to build, train, validate and export the network, without the time to read the dataset.</param>
/// <param name="OnnxModel">The trained network, as an ONNX file.</param>
/// <param name="RanOn">The device: <c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="Checkpoint">The checkpoint to resume from; after the whole training, its final state.</param>
/// <param name="Weights">The trained weights as a safetensors file; null before the last epoch.</param>
public sealed record TrainedCandidate(
    double AccuracyPercent, double FinalLoss, double TrainSeconds, byte[] OnnxModel, string RanOn, TrainingCheckpoint Checkpoint, byte[]? Weights = null);
