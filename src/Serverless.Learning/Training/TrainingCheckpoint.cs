namespace Serverless.Learning.Training;

/// <summary>Where a training stood after an epoch, or inside one; going on from it gives what never stopping gives.</summary>
/// <param name="Epoch">The last one that was finished, from 1; 0 inside the first.</param>
/// <param name="Loss">Mean cross entropy over that epoch's training images; 0 inside the first.</param>
/// <param name="State">Weights, buffers and the optimiser's state, as TorchSharp writes them.</param>
public sealed record TrainingCheckpoint(int Epoch, double Loss, byte[] State)
{
    /// <value>What was done of the next epoch; null at the end of one.</value>
    public EpochPart? Part { get; init; }

    /// <value>What training since the beginning, or since the stop it went on from, took up to here; 0 at a stop, whose seconds its own training tells.</value>
    public double Seconds { get; init; }

    /// <summary>Whether the training had come farther here than there.</summary>
    public bool IsBeyond(TrainingCheckpoint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Epoch, Part?.Images ?? 0).CompareTo((other.Epoch, other.Part?.Images ?? 0)) > 0;
    }
}

/// <summary>What was done of an epoch. The order of its images and what is drawn for them follow from the seed and the epoch.</summary>
/// <param name="Images">Trained on so far: whole batches, fewer than all.</param>
/// <param name="LossSum">Of them all.</param>
/// <param name="Right">How many of them were told right.</param>
public readonly record struct EpochPart(int Images, double LossSum, long Right);
