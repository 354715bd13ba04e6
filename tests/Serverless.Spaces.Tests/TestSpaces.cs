using Serverless.Samples;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;

namespace Serverless.Testing;

/// <summary>
/// The spaces of conformance tests: those that requests can name, one that is defined by a user, and, with a searched recipe, one of cells and one
/// that is defined by a user.
/// </summary>
static class TestSpaces
{
    const string Joint = "nasbench201 with a recipe";
    const string OwnJoint = "blocks with a recipe";

    /// <summary>Three numbers, two names, and a field that counts with one of them: nine recipes.</summary>
    public static IReadOnlyDictionary<string, RecipeDimension> Recipe { get; } = new Dictionary<string, RecipeDimension>
    {
        ["momentum"] = new()
        {
            Choices = [ChoiceValue.Of(0), ChoiceValue.Of(0.9)],
            When = new Dictionary<string, IReadOnlyList<ChoiceValue>> { ["optimiser"] = [new("sgd")] },
        },
        ["optimiser"] = new() { Choices = [new("sgd"), new("adamw")] },
        ["learningRate"] = new() { Choices = [ChoiceValue.Of(0.001), ChoiceValue.Of(0.01), ChoiceValue.Of(0.1)], Scale = GridScale.Log },
    };

    public static IReadOnlyList<string> Names { get; } = [.. SearchSpaces.Names, OwnSpaceSamples.Blocks.Name, Joint, OwnJoint];

    public static SearchSpace Find(string name) => SearchSpaces.Of(name switch
    {
        Joint => new() { Name = "nasbench201", Recipe = Recipe },
        OwnJoint => OwnSpaceSamples.Blocks.DefaultSkeleton with { Recipe = Recipe },
        _ => name == OwnSpaceSamples.Blocks.Name ? OwnSpaceSamples.Blocks.DefaultSkeleton : new() { Name = name },
    })!;
}
