using Serverless.MultiObjective.Randomness;
using Serverless.Samples;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Morphisms;

namespace Serverless.Spaces.Tests.Morphisms;

public sealed class NetworkMorphTests
{
    const string Small = "channels=4 kernel=3 layers=0 linears=1 units1=8 function=relu";

    [Theory]
    [InlineData("channels=6 kernel=3 layers=0 linears=1 units1=8 function=relu", true, "conv1")]
    [InlineData("channels=4 kernel=5 layers=0 linears=1 units1=8 function=relu", true, "conv1")]
    [InlineData("channels=4 kernel=3 layers=1 channels1=4 linears=1 units1=8 function=relu", true, "conv2")]
    [InlineData("channels=4 kernel=3 layers=2 channels1=4 channels2=12 linears=1 units1=8 function=relu", true, "conv2")]
    [InlineData("channels=4 kernel=3 layers=0 linears=1 units1=20 function=relu", true, "linear1")]
    [InlineData("channels=4 kernel=3 layers=0 linears=2 units1=8 units2=8 function=relu", true, "linear2")]
    [InlineData("channels=8 kernel=5 layers=1 channels1=8 linears=2 units1=10 units2=10 function=relu", true, "conv1")]
    [InlineData(Small, false, null)]
    [InlineData("channels=2 kernel=3 layers=0 linears=1 units1=8 function=relu", false, null)]
    [InlineData("channels=4 kernel=1 layers=0 linears=1 units1=8 function=relu", false, null)]
    [InlineData("channels=4 kernel=3 layers=0 linears=2 units1=8 units2=6 function=relu", false, null)]
    [InlineData("channels=4 kernel=3 layers=0 linears=1 units1=20 function=tanh", false, null)]
    public void Growth_OfASmallNetwork_IsFoundWhereTheLargerOneCanComputeTheSame(string child, bool isFound, string? changed)
    {
        var morph = Morphs.Growth(Parse(Small), Parse(child));

        (morph is not null).ShouldBe(isFound);
        (morph?.ChangedAt is { } place ? morph.Child.Blocks[place].Name : null).ShouldBe(changed);
    }

    [Fact]
    public void Growth_BehindAFunctionThatIsNegativeToo_InsertsNoRectifiedLayer()
    {
        var parent = Parse("channels=4 kernel=3 layers=0 linears=1 units1=8 function=tanh");

        Morphs.Growth(parent, Parse("channels=4 kernel=3 layers=1 channels1=4 linears=1 units1=8 function=tanh")).ShouldBeNull("tanh of tanh is another function");
        Morphs.Growth(parent, Parse("channels=6 kernel=3 layers=0 linears=1 units1=8 function=tanh")).ShouldNotBeNull();
        Morphs.Growth(parent, Parse("channels=4 kernel=3 layers=0 linears=2 units1=8 units2=8 function=tanh")).ShouldNotBeNull("a rectified layer lies before it");
    }

    [Theory]
    [InlineData("channels=2 kernel=3 layers=0 linears=1 units1=8 function=relu", true)]
    [InlineData("channels=4 kernel=3 layers=0 linears=1 units1=6 function=relu", true)]
    [InlineData("channels=2 kernel=3 layers=0 linears=1 units1=6 function=relu", true)]
    [InlineData(Small, false)]
    [InlineData("channels=2 kernel=1 layers=0 linears=1 units1=8 function=relu", false)]
    [InlineData("channels=2 kernel=3 layers=0 linears=1 units1=10 function=relu", false)]
    public void Cut_OfASmallNetwork_IsOneOfFewerUnits(string child, bool isFound) => (Morphs.Cut(Parse(Small), Parse(child)) is not null).ShouldBe(isFound);

    [Fact]
    public void Reader_OfWhatABlockMakes_IsTheNextLayerOrTheClassifier()
    {
        var plan = OwnSpaceSamples.Growing.Plan(Parse(Small), OwnSpaceSamples.Growing.CostShape);

        NetworkCut.ReaderOf(plan, 0).ShouldBeOfType<PlannedConvolution>().Groups.ShouldBe(4);
        NetworkCut.ReaderOf(plan, plan.Blocks.Index().First(block => block.Item is PlannedFlatten).Index).ShouldBeOfType<PlannedLinear>();
        NetworkCut.ReaderOf(plan, plan.Blocks.Count - 1).ShouldBeNull();
    }

    [Fact]
    public void Growth_InAnySpaceOfADefinition_HasNoMoreOriginsThanTheParentHasBlocks()
    {
        foreach (var space in OwnSpaceSamples.Examples.Append(OwnSpaceSamples.Growing))
        {
            var morphs = NetworkMorphs.Of(space).ShouldNotBeNull();
            var found = 0;
            for (var index = 0; index < 10; index++)
            {
                var parent = space.Canonicalise(space.Sample(RandomStream.For(3, 0, index)));
                foreach (var child in space.Neighbours(parent).Select(space.Canonicalise))
                {
                    var (growth, cut) = (morphs.Growth(parent, child), morphs.Cut(parent, child));
                    (growth is not null && cut is not null).ShouldBeFalse(space.Format(child));
                    growth?.Origins.OfType<int>().ShouldBe(Enumerable.Range(0, growth.Parent.Blocks.Count));
                    found += growth is null && cut is null ? 0 : 1;
                }
            }

            found.ShouldBeGreaterThan(0, space.Name);
        }

        NetworkMorphs.Of(new NasBench201Space()).ShouldBeNull();
    }

    static NetworkMorphs Morphs => NetworkMorphs.Of(OwnSpaceSamples.Growing)!;

    static Architecture Parse(string notation) =>
        OwnSpaceSamples.Growing.TryParse(notation, out var architecture, out var error) ? architecture : throw new InvalidOperationException(error);
}
