using Serverless.Algorithms.MoBananas;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Algorithms.Tests.MoBananas;

public sealed class MoBananasAlgorithmTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void Fidelities_Unsaid_AreAThirdAndWhole() => Create().Fidelities.Select(fidelity => fidelity.Of(25)).ShouldBe([8, 25]);

    [Fact]
    public void Ask_OneAfterTheOther_IsTenSamplesThenTenMutantsOfWhichThreeGoOn()
    {
        var proposals = Run(Create(), steps: 36);

        proposals.Select(proposal => $"{proposal.Fidelity} {proposal.Operator}").ShouldBe(
        [
            .. Enumerable.Repeat("full sample", 10),
            .. Enumerable.Repeat("rung1 mutation", 10),
            .. Enumerable.Repeat("full promotion", 3),
            .. Enumerable.Repeat("rung1 mutation", 10),
            .. Enumerable.Repeat("full promotion", 3),
        ]);
    }

    [Fact]
    public void Ask_ABracketAtItsEnd_LetsOneOfThreeJoinThePool()
    {
        var algorithm = Create();

        Run(algorithm, steps: 23);

        algorithm.State.Population.Count.ShouldBe(11);
        algorithm.State.Archive.ShouldBeEmpty();
    }

    [Fact]
    public void Ask_NineteenBrackets_FindMoreAtFullThanRandomSearchForTheSameEpochs()
    {
        var random = SearchAlgorithms.Create(new() { Name = "random" }, _space, seed: 1, state: null);

        // 10 at full, then 19 times 10 thirds and 3.
        var proposals = Run(Create(), steps: 257);

        Volume(proposals.Where(proposal => proposal.Fidelity == "full")).ShouldBeGreaterThan(Volume(Run(random, steps: 131)));
    }

    [Fact]
    public void Apply_Cells_ChangesThreeEdgesAtMost()
    {
        var changes = Enumerable.Range(0, 500).Select(draw =>
        {
            var parent = _space.Sample(RandomStream.For(1, 0, draw));
            return Changes(parent, GaussianMutation.Apply(_space, parent, RandomStream.For(1, 1, draw)));
        });

        changes.Max().ShouldBe(3);
    }

    [Fact]
    public void Apply_OrderedChoices_PrefersNeighbours()
    {
        var space = TestSpaces.Find("blocks with a recipe");
        var ordered = Enumerable.Range(0, space.Dimensions.Count).First(i => space.Dimensions[i] is { Numbers: not null, Choices.Count: > 2 });
        var parents = Enumerable.Range(0, 3000).Select(draw => space.Sample(RandomStream.For(1, 0, draw))).Where(parent => space.IsActive(parent, ordered) && parent.Genotype[ordered] == 0);

        var drawn = parents.Select((parent, draw) => GaussianMutation.Apply(space, parent, RandomStream.For(1, 1, draw)).Genotype[ordered]).ToArray();

        drawn.Count(choice => choice == 1).ShouldBeGreaterThan(2 * drawn.Count(choice => choice == space.Dimensions[ordered].Choices.Count - 1));
    }

    static int Changes(Architecture parent, Architecture child) => Enumerable.Range(0, parent.Genotype.Length).Count(i => parent.Genotype[i] != child.Genotype[i]);

    static double Volume(IEnumerable<ProposedCandidate> proposals) =>
        Hypervolume.Of([.. proposals.SelectMany(proposal => ClosedForm.Objectives(proposal.Architecture))], [0, 55]);

    static List<ProposedCandidate> Run(ISearchAlgorithm algorithm, int steps)
    {
        var proposals = new List<ProposedCandidate>();
        for (var step = 0; step < steps; step++)
        {
            var asked = algorithm.Ask(1);
            proposals.AddRange(asked);
            algorithm.Tell([.. asked.Select(ClosedForm.Evaluate)]);
        }

        return proposals;
    }

    ISearchAlgorithm Create() => SearchAlgorithms.Create(new() { Name = "mo-bananas-sh" }, _space, seed: 1, state: null);
}
