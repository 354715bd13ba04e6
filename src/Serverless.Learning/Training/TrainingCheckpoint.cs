namespace Serverless.Learning.Training;

/// <summary>The state of a training after an epoch or within one. Resuming from it gives the same result as not stopping.</summary>
/// <param name="Epoch">The last finished epoch, from 1; 0 within the first epoch.</param>
/// <param name="Loss">Mean cross entropy over that epoch's training images; 0 within the first epoch.</param>
/// <param name="State">Weights, buffers and the optimiser's state, as TorchSharp writes them.</param>
public sealed record TrainingCheckpoint(int Epoch, double Loss, byte[] State)
{
    /// <value>The finished part of the next epoch; null at the end of an epoch.</value>
    public EpochPart? Part { get; init; }

    /// <value>
    /// Seconds of training since the beginning, or since the end of the partial training that it continues; 0 in the checkpoint at the end of a
    /// training, whose result holds its seconds.
    /// </value>
    public double Seconds { get; init; }

    /// <summary>Returns whether this checkpoint is later in the training than <paramref name="other"/>.</summary>
    public bool IsBeyond(TrainingCheckpoint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Epoch, Part?.Images ?? 0).CompareTo((other.Epoch, other.Part?.Images ?? 0)) > 0;
    }
}

/// <summary>The finished part of an epoch. The order of its images and their augmentation follow from the seed and the epoch.</summary>
/// <param name="Images">The number of images trained on so far: whole batches, fewer than all.</param>
/// <param name="LossSum">The sum of the losses of these images.</param>
/// <param name="Right">The number of these images that were classified correctly.</param>
public readonly record struct EpochPart(int Images, double LossSum, long Right);
