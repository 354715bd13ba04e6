using Serverless.Learning.Networks;
using Serverless.Learning.Onnx;
using Serverless.Learning.Tests.Networks;
using Serverless.Spaces;
using Serverless.Spaces.Costs;
using Serverless.Spaces.Definitions;
using TorchSharp;

namespace Serverless.Learning.Tests.Onnx;

public sealed class ExportedCostTests
{
    static readonly ImageShape Small = new(2, 16, 12, 5);

    [Fact]
    public void Cost_EverySpace_IsWhatTheExportedGraphCosts()
    {
        foreach (var (space, any, skeleton) in SmallNetworks.OfEverySpace(random: 40))
        {
            var architecture = space.Canonicalise(any);
            if ((space is NasBench201Space && !NasBench201Space.IsConnected(architecture)) || IsOfSeveralOperators(space, architecture))
            {
                continue;
            }

            Compare(space, architecture, skeleton, Small);
        }
    }

    [Theory]
    [InlineData("nasbench201-canonical", "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|")]
    [InlineData("nasbench-macro-canonical", "21012210")]
    public void Cost_PublishedSize_IsWhatTheExportedGraphCosts(string name, string notation)
    {
        var space = SearchSpaces.Find(name)!;
        space.TryParse(notation, out var architecture, out var error).ShouldBeTrue(error);

        Compare(space, space.Canonicalise(architecture!), space.DefaultSkeleton, new ImageShape(3, 32, 32, 10));
    }

    // What the outline has as one step: the graph has more, and other values in between.
    static bool IsOfSeveralOperators(SearchSpace space, Architecture architecture) => space is OwnSpace own
        && own.Format(architecture) is var notation
        && (notation.Contains("attends=true", StringComparison.Ordinal) || notation.Contains("norm=layer", StringComparison.Ordinal)
            || notation.Contains("=silu", StringComparison.Ordinal) || notation.Contains("=gelu", StringComparison.Ordinal));

    static void Compare(SearchSpace space, Architecture architecture, SpaceSpecification skeleton, ImageShape shape)
    {
        using var scope = torch.NewDisposeScope();
        using var network = CandidateNetworks.Create(architecture, skeleton, shape, seed: 1);

        var walk = new GraphWalk(OnnxExporter.Export(network, shape, []));

        var named = $"{space.Name} {space.Format(architecture)}";
        var outline = space.Outline(architecture, skeleton, shape);
        var cost = ArchitectureCost.Of(outline);
        cost.Parameters.ShouldBe(walk.Parameters, named);
        cost.Macs.ShouldBe(walk.MultiplyAccumulates, named);
        cost.PeakMemoryBytes.ShouldBe(4 * walk.PeakElements, named);
        ((double)cost.BitOperations).ShouldBe(walk.BitOperations(32, 32), 1e-6 * walk.BitOperations(32, 32), named);
        BitOperations.Of(outline, 4, 8).ShouldBe(walk.BitOperations(4, 8), 1e-6 * walk.BitOperations(4, 8), named);
    }
}
