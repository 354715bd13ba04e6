using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>Computes zero-cost proxies of candidates, without training them, on a CPU.</summary>
/// <remarks>The same candidate, batch, seed and number of threads give the same scores, bit for bit.</remarks>
public static class ZeroCostProxies
{
    /// <summary>Computes every score: two forward and backward passes over the batch, and one over a single image.</summary>
    /// <param name="architecture">An architecture of the search space that <paramref name="skeleton"/> names; its canonical form is
    /// evaluated.</param>
    /// <param name="skeleton">The search space, and the size of its networks.</param>
    /// <param name="shape">The shape of the images.</param>
    /// <param name="batch">The images, at least two; a few dozen suffice.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    /// <exception cref="ArgumentException">The search space is unknown, the skeleton breaks its rules, or there are fewer than two images or images
    /// of another shape.</exception>
    public static ZeroCostScores Score(
        Architecture architecture, SpaceSpecification skeleton, ImageShape shape, NormalisedImages batch, long seed)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count < 2 || batch.Pixels.Length != (long)batch.Count * shape.Channels * shape.Height * shape.Width)
        {
            throw new ArgumentException(
                $"{batch.Pixels.Length} pixels and {batch.Count} labels are not a batch of two or more images of {shape.Channels} × {shape.Height} × {shape.Width}.",
                nameof(batch));
        }

        var space = SearchSpaces.Of(skeleton)
            ?? throw new ArgumentException($"There is no search space '{skeleton.Name}'.", nameof(skeleton));
        var canonical = space.Canonicalise(architecture);
        var cost = space.Cost(canonical, skeleton, shape);

        using var scope = NewDisposeScope();
        var images = tensor(batch.Pixels).reshape(batch.Count, shape.Channels, shape.Height, shape.Width);
        var labels = tensor(Array.ConvertAll(batch.Labels, label => (long)label));
        using var fresh = CandidateNetworks.Create(canonical, skeleton, shape, seed);
        var synflow = Synflow.LogOf(fresh, shape);
        using var network = CandidateNetworks.Create(canonical, skeleton, shape, seed);
        var naswot = ActivationPatterns.LogDeterminant(network, images);
        var jacobian = JacobianCovariance.Of(network, images);
        var gradients = LossGradients.Of(network, images, labels);
        return new ZeroCostScores(synflow, naswot, jacobian, gradients.Snip, gradients.Norm, cost.Parameters, cost.Macs);
    }
}
