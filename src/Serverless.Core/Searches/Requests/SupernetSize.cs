using Serverless.Core.Recipes;
using Serverless.Spaces;
using Serverless.Spaces.Costs;

namespace Serverless.Core.Searches.Requests;

/// <summary>Computes the size of a checkpoint of a supernet's training, with its weights and the state of the optimiser.</summary>
public static class SupernetSize
{
    /// <summary>The maximum size of the checkpoint in bytes, which is what workers read at once: 64 MiB.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    // Names and shapes of tensors, the kernels' matrices, and statistics of batch normalisation: little, compared with the weights.
    const long OtherBytes = 1024 * 1024;
    const double OtherShare = 1.02;

    /// <summary>Returns an upper bound in bytes.</summary>
    /// <param name="skeleton">The skeleton of the mobile space.</param>
    /// <param name="shape">The shape of the inputs and outputs of the networks.</param>
    /// <param name="recipe">The recipe, which names the optimiser.</param>
    public static long Of(SpaceSpecification skeleton, ImageShape shape, TrainingRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        ArgumentNullException.ThrowIfNull(recipe);
        var space = SearchSpaces.Find(MobileSpace.SpaceName)!; // one of ours
        var weights = space.Cost(LargestArchitecture.Of(space), skeleton, shape).Parameters;
        var moments = recipe.Optimiser is null or { Name: OptimiserKind.Sgd } ? 1 : 2;
        return OtherBytes + (long)(OtherShare * sizeof(float) * (1 + moments) * weights);
    }

    /// <summary>Returns an error about the number of channels, for people; null when there is none.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static string? FaultOf(SpaceSpecification skeleton, ImageShape shape, TrainingRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        var bytes = Of(skeleton, shape, recipe);
        if (bytes <= MostBytes)
        {
            return null;
        }

        var most = skeleton.Channels;
        var step = SearchSpaces.Find(MobileSpace.SpaceName)!.Skeleton.ChannelStep;
        for (most -= most % step; most > 0 && Of(skeleton with { Channels = most }, shape, recipe) > MostBytes; most -= step)
        {
            // The loop ends at the first number of channels that fits.
        }

        return FormattableString.Invariant(
            $"With space.channels {skeleton.Channels} the weights of the supernet and the state of its optimiser take about {bytes:N0} bytes, more than the {MostBytes:N0} that can be stored: ")
            + (most > 0 ? FormattableString.Invariant($"use at most {most} channels, or remove this field.") : "remove this field.");
    }
}
