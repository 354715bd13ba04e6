using Serverless.Spaces.Recipes;

namespace Serverless.Spaces.Features;

/// <summary>The features of the networks' own space, and the fields of the recipe as numbers.</summary>
/// <remarks>
/// A number is given by its position between the least and the greatest choice, 0 to 1, on the field's own scale; booleans as 1 and 0;
/// names one-hot. An inactive field is 0.5, or zeros for names. The recipe is added to the function view, but not to the execution view.
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
