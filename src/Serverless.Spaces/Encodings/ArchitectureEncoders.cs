using Serverless.Spaces.Recipes;

namespace Serverless.Spaces.Encodings;

/// <summary>Creates the encoder for a space.</summary>
public static class ArchitectureEncoders
{
    /// <summary>Returns the encoder of a space's architectures.</summary>
    /// <param name="space">Any space.</param>
    /// <param name="skeleton">The skeleton of the networks from which features are counted.</param>
    /// <param name="shape">The shape of the networks' input and output.</param>
    public static ArchitectureEncoder For(SearchSpace space, SpaceSpecification skeleton, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(skeleton);
        if (space is JointSpace joint)
        {
            return new JointEncoder(joint, For(joint.Networks, skeleton, shape));
        }

        return ((space as PublishedSpace)?.Canonical ?? space) is NasBench201Space
            ? new CellEncoder(space, skeleton, shape)
            : new LayerEncoder(space, skeleton, shape);
    }
}
