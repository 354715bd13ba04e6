using System.Diagnostics;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Networks;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Trains a network on one batch of random numbers, to see whether it can be trained and how long that takes.</summary>
public static class BatchTrial
{
    /// <summary>One step by a recipe on the CPU: the seconds that it took, and the loss after it.</summary>
    /// <param name="architecture">An architecture of the space that the skeleton tells of.</param>
    /// <param name="skeleton">The space.</param>
    /// <param name="shape">What the network takes and answers.</param>
    /// <param name="recipe">Its batch size and optimiser count.</param>
    /// <param name="seed">Of the initial weights.</param>
    /// <exception cref="ArgumentException">There is no such network.</exception>
    public static (double Seconds, double Loss) Run(Architecture architecture, SpaceSpecification skeleton, ImageShape shape, TrainingRecipe recipe, long seed)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        using var scope = NewDisposeScope();
        using var network = CandidateNetworks.Create(architecture, skeleton, shape, seed);
        using var optimiser = RecipeOptimiser.Create(recipe, network.parameters());
        var images = randn(recipe.BatchSize, shape.Channels, shape.Height, shape.Width);
        var labels = arange(recipe.BatchSize, ScalarType.Int64).remainder(shape.Classes);
        network.train();
        var begin = Stopwatch.GetTimestamp();
        var loss = nn.functional.cross_entropy(network.call(images), labels);
        optimiser.zero_grad();
        loss.backward();
        optimiser.step();
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return (seconds, nn.functional.cross_entropy(network.call(images), labels).item<float>());
    }
}
