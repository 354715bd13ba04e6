namespace Serverless.Learning.Training;

/// <summary>A training that goes epoch by epoch.</summary>
interface ITrainingRun
{
    /// <summary>Passes once over the training images, or over as many of them as the recipe makes an epoch.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="done">What was done of it already; null for nothing.</param>
    /// <param name="afterStep">Told what is done after every step but the last.</param>
    /// <param name="cancellation">Asked before every step.</param>
    /// <returns>Mean loss (with label smoothing if the recipe has it), and the percentage of images told right, each as it was met.</returns>
    /// <exception cref="TrainingException">The loss is no finite number any more.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    (double Loss, double AccuracyPercent) RunEpoch(int epoch, EpochPart? done, Action<EpochPart> afterStep, CancellationToken cancellation);

    /// <summary>Judges the network: the percentage of validation images told right.</summary>
    /// <param name="afterBatch">Called after every batch.</param>
    /// <param name="cancellation">Asked before every batch.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    double Validate(Action afterBatch, CancellationToken cancellation);

    /// <summary>Where the run stands.</summary>
    byte[] Save();
}
