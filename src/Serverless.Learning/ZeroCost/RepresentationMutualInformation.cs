using Serverless.Core.Searches.Requests;
using Serverless.Learning.Networks;
using Serverless.Learning.Training;
using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>
/// Scores how similar a candidate's representations become to those of a trained reference network after training on one batch to match them.
/// </summary>
/// <remarks>
/// Zheng, Fei, Zhang, Wu, Chao, Liu, Zeng, Tian, Ji 2022 (RMI-NAS), with the numbers of the authors' code: 150 steps of SGD on the same 32 images,
/// with
/// the loss 0.8 · Σ (1 − <see cref="KernelAlignment"/>) over stages + 0.2 · cross entropy. The authors rank by that loss at the end; this score is
/// the mean
/// alignment alone, since the batch holds the images whose labels the reference predicts best anyway. The network is in training mode throughout, as
/// there.
/// </remarks>
static class RepresentationMutualInformation
{
    /// <summary>The number of images in the batch.</summary>
    public const int Images = 32;

    const int PublishedSteps = 150;
    const double Share = 0.8;

    /// <value>How a candidate is trained on the batch: learning rate 0.1, momentum 0.9, weight decay 0.0005.</value>
    public static TrainingRecipe Recipe { get; } = new() { BatchSize = Images };

    /// <summary>Returns the mean alignment over stages, 0 to 1; NaN if the training diverged. Changes the network's weights.</summary>
    /// <param name="network">The network, with its initial weights.</param>
    /// <param name="images">The images of the batch.</param>
    /// <param name="labels">The labels of the batch.</param>
    /// <param name="reference">The <see cref="KernelAlignment.Gram"/> of each stage's outputs of the reference network for the batch.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <param name="steps">The number of training steps.</param>
    /// <exception cref="ArgumentException">The network and the reference have different numbers of stages.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
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

    /// <summary>Returns the sum of the alignments over stages.</summary>
    static Tensor Alignment(IReadOnlyList<Tensor> stages, IReadOnlyList<Tensor> reference) => stages.Count == reference.Count
        ? stages.Zip(reference, (outputs, gram) => KernelAlignment.Of(KernelAlignment.Gram(outputs), gram)).Aggregate((sum, term) => sum + term)
        : throw new ArgumentException($"The network has {stages.Count} stages, the reference {reference.Count}.", nameof(reference));
}
