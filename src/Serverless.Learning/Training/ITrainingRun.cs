namespace Serverless.Learning.Training;

/// <summary>A training that runs epoch by epoch.</summary>
interface ITrainingRun
{
    /// <summary>Trains for one epoch: one pass over the training images, or over as many of them as the recipe sets per epoch.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="done">The part of the epoch that is already done; null for none.</param>
    /// <param name="afterStep">Called after each step except the last, with the part of the epoch that is done.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <returns>Mean loss (with label smoothing if the recipe has it), and the percentage of images classified correctly, each measured when it was
    /// trained on.</returns>
    /// <exception cref="TrainingException">The loss is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    (double Loss, double AccuracyPercent) RunEpoch(int epoch, EpochPart? done, Action<EpochPart> afterStep, CancellationToken cancellation);

    /// <summary>Returns the percentage of validation images that the network classifies correctly.</summary>
    /// <param name="afterBatch">Called after each batch.</param>
    /// <param name="cancellation">Checked before each batch.</param>
    /// <exception cref="OperationCanceledException">The validation was cancelled.</exception>
    double Validate(Action afterBatch, CancellationToken cancellation);

    /// <summary>Returns the state of the run.</summary>
    byte[] Save();
}
