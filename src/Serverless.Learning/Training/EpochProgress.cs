namespace Serverless.Learning.Training;

/// <summary>How a training stands at the end of an epoch.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Loss">Mean cross entropy over the epoch's training images, each as it was met.</param>
/// <param name="TrainingAccuracyPercent">Share of the epoch's training images that were told right as they were met, 0 to 100.</param>
/// <param name="Seconds">Since the training began.</param>
public sealed record EpochProgress(int Epoch, int Epochs, double Loss, double TrainingAccuracyPercent, double Seconds);
