using Serverless.Spaces.Recipes;

namespace Serverless.Spaces.Features;

/// <summary>What the space of the networks tells of them, and the recipe's fields as numbers.</summary>
/// <remarks>
/// A number is told by where it stands between the least and the greatest choice, 0 to 1, on the field's own scale; true and false as 1 and 0;
/// names one-hot. A field that does not count is told as 0.5, or names as zeros. The recipe adds to what is computed, and not to how it is executed.
/// </remarks>
sealed class JointFeatures : SpaceFeatures
{
    readonly JointSpace _space;
    readonly SpaceFeatures _networks;
    readonly RecipeNumbers _recipe;

    public JointFeatures(JointSpace space)
    {
        _space = space;
        _networks = space.Networks.Features;
        _recipe = new RecipeNumbers(space);
        Blocks = [.. _networks.Blocks, new FeatureBlock("recipe", _recipe.Names, IsQuantity: false)];
        Function = new FeatureView([.. _networks.Function.Groups, [_networks.Blocks.Count]]);
        Detail = new FeatureView([.. _networks.Detail.Groups, [_networks.Blocks.Count]]);
    }

    public override IReadOnlyList<FeatureBlock> Blocks { get; }

    public override FeatureView Function { get; }

    public override FeatureView Detail { get; }

    public override FeatureView Execution => _networks.Execution;

    public override double SizeOf(Architecture architecture) => _networks.SizeOf(_space.NetworkOf(architecture));

    public override bool IsConnected(Architecture architecture) => _networks.IsConnected(_space.NetworkOf(architecture));

    private protected override void WriteTo(Architecture architecture, Span<double> destination)
    {
        _networks.Write(_space.NetworkOf(architecture), destination);
        _recipe.Write(architecture, destination[_networks.Length..]);
    }
}
