using Serverless.Core.Searches.Requests;
using Serverless.Learning.Networks;
using Serverless.Learning.Training;
using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>How like those of a trained reference network a candidate's representations become when it is trained for them on one batch.</summary>
/// <remarks>
/// Zheng, Fei, Zhang, Wu, Chao, Liu, Zeng, Tian, Ji 2022 (RMI-NAS), with the numbers of the authors' code: 150 steps of SGD on the same 32 images, by
/// 0.8 · Σ (1 − <see cref="KernelAlignment"/>) over stages and 0.2 · cross entropy. They rank by that loss at the end; this is the mean alignment
/// alone, since the labels of the batch are what the reference tells best anyway. In training mode throughout, as there.
/// </remarks>
static class RepresentationMutualInformation
{
    /// <summary>Images of the batch.</summary>
    public const int Images = 32;

    const int PublishedSteps = 150;
    const double Share = 0.8;

    /// <value>How a candidate is trained on the batch: learning rate 0.1, momentum 0.9, weight decay 0.0005.</value>
    public static TrainingRecipe Recipe { get; } = new() { BatchSize = Images };

    /// <summary>The mean alignment over stages, 0 to 1; NaN when the training diverged. Spends the network.</summary>
    /// <param name="network">With its initial weights.</param>
    /// <param name="images">The batch.</param>
    /// <param name="labels">Its classes.</param>
    /// <param name="reference">Of each stage of the reference network, <see cref="KernelAlignment.Gram"/> of its outputs for the batch.</param>
    /// <param name="cancellation">Asked before every step.</param>
    /// <param name="steps">How long it is trained.</param>
    /// <exception cref="ArgumentException">The network has not as many stages as the reference.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static double Of(
        CandidateNetwork network,
        Tensor images,
        Tensor labels,
        IReadOnlyList<Tensor> reference,
        CancellationToken cancellation,
        int steps = PublishedSteps)
    {
        network.train();
        using var optimiser = RecipeOptimiser.Create(Recipe, network.parameters());
        for (var step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (stages, logits) = network.WithStages(images);
            var unlike = reference.Count - Alignment(stages, reference);
            var loss = (Share * unlike) + ((1 - Share) * nn.functional.cross_entropy(logits, labels));
            optimiser.zero_grad();
            loss.backward();
            optimiser.step();
        }

        using var end = NewDisposeScope();
        using var unrecorded = no_grad();
        return Math.Min(1, Alignment(network.WithStages(images).Stages, reference).item<float>() / reference.Count); // but for rounding it is at most 1
    }

    /// <summary>The sum over stages.</summary>
    static Tensor Alignment(IReadOnlyList<Tensor> stages, IReadOnlyList<Tensor> reference) => stages.Count == reference.Count
        ? stages.Zip(reference, (outputs, gram) => KernelAlignment.Of(KernelAlignment.Gram(outputs), gram)).Aggregate((sum, term) => sum + term)
        : throw new ArgumentException($"The network has {stages.Count} stages, the reference {reference.Count}.", nameof(reference));
}
