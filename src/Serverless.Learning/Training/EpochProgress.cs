namespace Serverless.Learning.Training;

/// <summary>The state of a training at the end of an epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">The number of epochs of the whole training.</param>
/// <param name="Loss">Mean cross entropy over the epoch's training images, each measured when it was trained on.</param>
/// <param name="TrainingAccuracyPercent">Percentage of the epoch's training images classified correctly when they were trained on, 0 to 100; NaN where no accuracy is measured.</param>
/// <param name="Seconds">Seconds since the training began.</param>
public sealed record EpochProgress(int Epoch, int Epochs, double Loss, double TrainingAccuracyPercent, double Seconds);
