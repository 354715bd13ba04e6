namespace Serverless.Learning.Training;

/// <summary>Where a training stood after an epoch; going on from it gives what never stopping gives.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean cross entropy over that epoch's training images.</param>
/// <param name="State">Weights, buffers and the optimiser's state, as TorchSharp writes them.</param>
public sealed record TrainingCheckpoint(int Epoch, double Loss, byte[] State);
