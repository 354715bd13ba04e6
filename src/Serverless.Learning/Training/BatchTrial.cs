using System.Diagnostics;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Networks;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Trains a network on one batch of random numbers, to check whether it can be trained and how long a step takes.</summary>
public static class BatchTrial
{
    /// <summary>Runs one training step on the CPU, and returns the seconds that it took and the loss after it.</summary>
    /// <param name="architecture">An architecture of the search space that <paramref name="skeleton"/> describes.</param>
    /// <param name="skeleton">The search space, and the size of its networks.</param>
    /// <param name="shape">The shape of the input images, and the number of classes.</param>
    /// <param name="recipe">The recipe. Its batch size, optimiser, precision, label smoothing and gradient clipping apply; the learning rate is the
    /// peak rate of its schedule.</param>
    /// <param name="seed">The seed of the initial weights and of the batch.</param>
    /// <exception cref="ArgumentException">The search space has no network for this architecture, skeleton and shape.</exception>
    public static (double Seconds, double Loss) Run(Architecture architecture, SpaceSpecification skeleton, ImageShape shape, TrainingRecipe recipe, long seed)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        using var scope = NewDisposeScope();
        using var network = CandidateNetworks.Create(architecture, skeleton, shape, seed);
        using var optimiser = RecipeOptimiser.Create(recipe, network.parameters());
        using var generator = new Generator((ulong)seed, CPU);
        var images = randn([recipe.BatchSize, shape.Channels, shape.Height, shape.Width], ScalarType.Float32, CPU, false, generator);
        var labels = arange(recipe.BatchSize, ScalarType.Int64).remainder(shape.Classes);
        network.train();
        var begin = Stopwatch.GetTimestamp();
        var loss = Loss();
        optimiser.zero_grad();
        loss.backward();
        if (recipe.GradientClipNorm is { } norm)
        {
            nn.utils.clip_grad_norm_(optimiser.parameters(), norm);
        }

        optimiser.step();
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return (seconds, Loss().item<float>());

        Tensor Loss()
        {
            var logits = recipe.Precision == TrainingPrecision.BrainFloat ? MixedPrecision.Run(() => network.call(images)) : network.call(images);
            return nn.functional.cross_entropy(logits, labels, null, -100, nn.Reduction.Mean, recipe.LabelSmoothing ?? 0);
        }
    }
}
