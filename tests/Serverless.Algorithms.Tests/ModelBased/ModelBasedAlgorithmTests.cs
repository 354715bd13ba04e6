using System.Text.Json;
using Serverless.Algorithms.Options;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.ModelBased;

/// <summary>The rules that algorithms must follow that choose by joint draws from the models.</summary>
public sealed class ModelBasedAlgorithmTests
{
    const int Batch = 8;

    readonly NasBench201Space _space = new();

    [Theory]
    [InlineData("qnehvi")]
    [InlineData("qnparego")]
    public void Ask_CandidatesOfAKindViolateAConstraint_ProposesFewOfThem(string name)
    {
        var algorithm = Create(name, _space);
        for (var generation = 0; generation < 6; generation++)
        {
            algorithm.Tell([.. algorithm.Ask(Batch).Select(proposal => ClosedForm.EvaluateUnless(Violates, proposal))]);
        }

        algorithm.Ask(Batch).Count(Violates).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void Ask_NoisyObservations_FindsMoreThanRandomSearch()
    {
        var gains = Enumerable.Range(1, 4)
            .Select(seed => TrueVolume(Create("qnehvi", _space, seed), 5, noise: 1) - TrueVolume(Create("random", _space, seed), 5, noise: 1)).ToList();

        gains.Count(gain => gain > 0).ShouldBeGreaterThanOrEqualTo(3);
    }

    [Theory]
    [InlineData("qnehvi")]
    [InlineData("qnparego")]
    public void AskAndTell_BoostedTrees_ProposesNewOnesAndTheSameFromItsState(string name)
    {
        var kept = CreateTrees(name, 1);
        var resumed = CreateTrees(name, 1);
        var asked = new List<string>();
        for (var generation = 0; generation < 3; generation++)
        {
            var proposals = kept.Ask(6);

            CreateTrees(name, 1, resumed.State).Ask(6).Select(proposal => proposal.Architecture)
                .ShouldBe(proposals.Select(proposal => proposal.Architecture));

            asked.AddRange(proposals.Select(proposal => proposal.Architecture));
            kept.Tell([.. proposals.Select((proposal, place) => ClosedForm.Told(name, proposal, place))]);
            resumed = CreateTrees(name, 1, JsonSerializer.Deserialize(
                JsonSerializer.Serialize(kept.State, AlgorithmsJson.Default.AlgorithmState), AlgorithmsJson.Default.AlgorithmState));
        }

        asked.Distinct().Count().ShouldBe(asked.Count);
        kept.Ask(6).ShouldAllBe(proposal => proposal.Operator == "improvement");
    }

    [Theory]
    [InlineData("qnehvi")]
    [InlineData("qnparego")]
    public void Ask_BoostedTrees_FindsMoreThanRandomSearch(string name)
    {
        var gains = Enumerable.Range(1, 2)
            .Select(seed => TrueVolume(CreateTrees(name, seed), 10, noise: 0) - TrueVolume(Create("random", _space, seed), 10, noise: 0)).ToList();

        gains.ShouldAllBe(gain => gain > 0);
    }

    [Theory]
    [InlineData("qnehvi")]
    [InlineData("qnparego")]
    [InlineData("lamoo")]
    [InlineData("moboga")]
    [InlineData("morbo")]
    public void State_FiveHundredEvaluations_IsSmallerThanAMegabyte(string name)
    {
        var space = new PublishedSpace(_space);
        var random = Create("random", space);
        var asked = random.Ask(500);
        var algorithm = SearchAlgorithms.Create(new() { Name = name }, space, seed: 1, random.State with { Algorithm = name });

        algorithm.Tell([.. asked.Select(ClosedForm.Evaluate)]);

        JsonSerializer.SerializeToUtf8Bytes(algorithm.State, AlgorithmsJson.Default.AlgorithmState).Length.ShouldBeLessThan(1_000_000);
    }

    /// <summary>The volume, without noise, of what was observed with noise of so many tenths of the objectives' ranges.</summary>
    static double TrueVolume(ISearchAlgorithm algorithm, int generations, double noise)
    {
        var random = RandomStream.For(5, 0, 0);
        var points = new List<double>();
        for (var generation = 0; generation < generations; generation++)
        {
            var asked = algorithm.Ask(Batch);
            points.AddRange(asked.SelectMany(proposal => ClosedForm.Objectives(proposal.Architecture)));
            algorithm.Tell([.. asked.Select(proposal => ClosedForm.Evaluate(proposal) with { Objectives = Noisy(proposal) })]);
        }

        return Hypervolume.Of(points.ToArray(), [1, 55]);

        double[] Noisy(ProposedCandidate proposal)
        {
            var values = ClosedForm.Objectives(proposal.Architecture);
            return [values[0] + (12 * noise * (random.NextDouble() - 0.5)), values[1] + (5 * noise * (random.NextDouble() - 0.5))];
        }
    }

    /// <summary>Whether an operation that does something leads from the input straight to the output.</summary>
    bool Violates(ProposedCandidate proposal) =>
        _space.TryParse(proposal.Architecture, out var cell, out var error) ? cell.Genotype[3] >= 2 : throw new InvalidOperationException(error);

    ISearchAlgorithm CreateTrees(string name, long seed, AlgorithmState? state = null) =>
        SearchAlgorithms.Create(new() { Name = name, Model = ModelNames.BoostedTrees }, _space, seed, state);

    static ISearchAlgorithm Create(string name, SearchSpace space, long seed = 1) => SearchAlgorithms.Create(new() { Name = name }, space, seed, state: null);
}
