using Serverless.Spaces.Recipes;

namespace Serverless.Spaces.Encodings;

/// <summary>Makes the encoder that suits a space.</summary>
public static class ArchitectureEncoders
{
    /// <summary>The encoder of a space's architectures.</summary>
    /// <param name="space">Any space.</param>
    /// <param name="skeleton">What makes networks of its architectures; features count them.</param>
    /// <param name="shape">What the networks are fed and answer.</param>
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
