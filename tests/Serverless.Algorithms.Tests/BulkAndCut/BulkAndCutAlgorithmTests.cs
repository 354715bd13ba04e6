using System.Text.Json;
using Serverless.Algorithms.BulkAndCut;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Samples;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Morphisms;
using Serverless.Spaces.Recipes;

namespace Serverless.Algorithms.Tests.BulkAndCut;

public sealed class BulkAndCutAlgorithmTests
{
    static readonly AlgorithmSpecification Specification = new() { Name = "bulk-and-cut", InitialSamples = 8, BulkEvaluations = 12 };

    static readonly OwnSpace Networks = OwnSpaceSamples.Growing;

    static readonly SearchSpace WithRecipe = SearchSpaces.Of(Networks.DefaultSkeleton with
    {
        Recipe = new Dictionary<string, RecipeDimension> { ["learningRate"] = new() { Choices = [ChoiceValue.Of(0.01), ChoiceValue.Of(0.1)] } },
    })!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ask_PhaseAfterPhase_DrawsThenGrowsThenCutsParentsOfTheFirstTwoFronts(bool hasRecipe)
    {
        var space = hasRecipe ? WithRecipe : Networks;
        var morphs = NetworkMorphs.Of(space)!;
        var algorithm = SearchAlgorithms.Create(Specification, space, seed: 1, state: null);
        var told = new Dictionary<CandidateId, Architecture>();
        var kinds = new List<InheritanceKind?>();
        var recipes = 0;

        for (var generation = 0; generation < 8; generation++)
        {
            var asked = algorithm.Ask(4);
            kinds.AddRange(asked.Select(proposal => proposal.Inherits?.Kind));
            foreach (var proposal in asked.Where(proposal => proposal.Inherits is not null))
            {
                var inherits = proposal.Inherits!;
                proposal.Parents.ShouldBe([inherits.Parent]);
                var (parent, child) = (told[inherits.Parent], Parse(space, proposal.Architecture));
                space.Format(parent).ShouldBe(inherits.Architecture);
                (inherits.Kind == InheritanceKind.Grow ? morphs.Growth(parent, child) : morphs.Cut(parent, child)).ShouldNotBeNull();
                recipes += parent.Genotype[^1] != child.Genotype[^1] ? 1 : 0;
            }

            algorithm.Tell([.. asked.Select(proposal => Observe(space, proposal))]);
            foreach (var proposal in asked)
            {
                told.Add(proposal.Id, Parse(space, proposal.Architecture));
            }

            algorithm = SearchAlgorithms.Create(Specification, space, seed: 1, Stored(algorithm.State));
        }

        kinds[..8].ShouldAllBe(kind => kind == null);
        kinds[8..20].ShouldAllBe(kind => kind == InheritanceKind.Grow);
        kinds[20..].ShouldAllBe(kind => kind == InheritanceKind.Cut);
        (recipes > 0).ShouldBe(hasRecipe, "of half of the children a field of the searched recipe is drawn again; a decision that neither grows nor is cut stays");
    }

    [Fact]
    public void Ask_CutAfterCut_PrefersParentsOfWhichNothingWasCut()
    {
        var algorithm = SearchAlgorithms.Create(Specification with { BulkEvaluations = 0 }, Networks, seed: 1, state: null);
        var drawn = algorithm.Ask(8);

        // All on one front.
        algorithm.Tell([.. drawn.Select((proposal, place) => new Observation(proposal.Id, ObservationStatus.Evaluated, [-place - 50, place], 0))]);
        var first = algorithm.Ask(4);
        algorithm.Drop([first[3].Id], mayReturn: true);
        var parents = first.SkipLast(1).Concat(algorithm.Ask(3)).Select(proposal => proposal.Inherits!.Parent).ToList();

        parents.ShouldBeUnique();
    }

    [Fact]
    public void Ask_NothingEvaluated_GoesOnWithTheSequence()
    {
        var algorithm = SearchAlgorithms.Create(Specification, Networks, seed: 1, state: null);
        algorithm.Ask(10).ShouldAllBe(proposal => proposal.Inherits == null && proposal.Operator == "sample");
        SearchAlgorithms.Create(Specification, new NasBench201Space(), seed: 1, state: null).Ask(10).ShouldAllBe(proposal => proposal.Inherits == null);
    }

    [Fact]
    public void Growths_OfANetwork_AreTheSmallestOfEachDecision()
    {
        var parent = Parse(Networks, "channels=8 kernel=3 layers=0 linears=1 units1=20 function=relu");

        var growths = MorphedChildren.Of(Networks)!.Growths(parent);

        growths.Select(growth => (Networks.Format(growth.Architecture), growth.IsOfConvolution)).ShouldBe(
        [
            ("channels=8 kernel=5 layers=0 linears=1 units1=20 function=relu", true),
            ("channels=8 kernel=3 layers=1 channels1=8 linears=1 units1=20 function=relu", true),
            ("channels=8 kernel=3 layers=2 channels1=8 channels2=8 linears=1 units1=20 function=relu", true),
            ("channels=8 kernel=3 layers=0 linears=2 units1=20 units2=20 function=relu", false),
        ]);
    }

    [Fact]
    public void Growths_OfAWideNetwork_AreFoundAmongManyChoicesOfTwoLayersMore()
    {
        var space = OwnSpaceSamples.Examples[1];
        int Place(string name) => space.Dimensions.Index().First(dimension => dimension.Item.Name == name).Index;
        var genotype = space.Sample(RandomStream.For(1, 0, 0)).Genotype.ToArray();
        (genotype[Place("linears")], genotype[Place("units1")]) = (0, 16); // of 17: both layers behind it have to be as wide

        var growths = MorphedChildren.Of(space)!.Growths(space.Canonicalise(space.Create(genotype)));

        growths.Select(growth => growth.Architecture.Genotype[Place("linears")]).Distinct().Order().ShouldBe([0, 1, 2]);
    }

    [Theory]
    [InlineData(100, "93 95 97", 95)]
    [InlineData(100, "80 50", 100)]
    [InlineData(10, "9 5", 9)]
    public void Draw_OfUnits_IsNearestToTheShare(int units, string choices, int drawn)
    {
        (int, int)[] fewer = [.. choices.Split(' ').Select(int.Parse).Select(choice => (choice, choice))];

        var width = new CutWidth(0, units, units == 10 ? (0.09, 0.11) : (0.04, 0.06), fewer);

        Enumerable.Range(0, 20).Select(index => width.Draw(units, RandomStream.For(1, 0, index))).Distinct().ShouldBe([drawn]);
    }

    [Fact]
    public void Draw_OfWhoGrows_IsByTheSquareOfTheAccuracyAboveChance()
    {
        Member Of(params double[] objectives) => new()
        {
            Space = Networks,
            Architecture = Networks.Sample(RandomStream.For(1, 0, 0)),
            Status = ObservationStatus.Evaluated,
            Objectives = objectives,
            Violation = 0,
        };

        ParentDraw.WeightsOf([Of(3, -40), Of(2, -30), Of(1, -10)], chance: 10).ShouldBe([900, 400, 0]);
        ParentDraw.WeightsOf([Of(3), Of(2)], chance: 10).ShouldBe([1, 1]);
    }

    /// <summary>More parameters, more accuracy.</summary>
    static Observation Observe(SearchSpace space, ProposedCandidate proposal)
    {
        var parameters = (double)space.Cost(Parse(space, proposal.Architecture), space.DefaultSkeleton, space.CostShape).Parameters;
        return new Observation(proposal.Id, ObservationStatus.Evaluated, [-100 * parameters / (parameters + 500), parameters], 0);
    }

    static AlgorithmState Stored(AlgorithmState state) => JsonSerializer.Deserialize(
        JsonSerializer.Serialize(state, AlgorithmsJson.Default.AlgorithmState), AlgorithmsJson.Default.AlgorithmState)!;

    static Architecture Parse(SearchSpace space, string notation) =>
        space.TryParse(notation, out var architecture, out var error) ? architecture : throw new InvalidOperationException(error);
}
