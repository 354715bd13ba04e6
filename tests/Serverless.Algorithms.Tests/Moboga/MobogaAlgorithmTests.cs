using System.Text.Json;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Moboga;

public sealed class MobogaAlgorithmTests
{
    const int Batch = 8;

    readonly NasBench201Space _space = new();

    [Fact]
    public void Ask_AfterTheDesign_MixesBayesianAndGeneticProposals()
    {
        var algorithm = Create();
        var operators = new List<string>();
        for (var generation = 0; generation < 8; generation++)
        {
            var asked = algorithm.Ask(Batch);
            operators.AddRange(asked.Select(proposal => proposal.Operator));
            asked.ShouldAllBe(proposal => proposal.Operator == "sample" || proposal.Operator == "improvement" || proposal.Parents.Count > 0);
            algorithm.Tell([.. asked.Select(ClosedForm.Evaluate)]);
        }

        operators.Count(name => name == "improvement").ShouldBeInRange(40, 54);
        operators.Count(name => name is "crossover" or "mutation").ShouldBeInRange(2, 16);
    }

    [Fact]
    public void Ask_MoreThanThePopulation_GoesOnWithGeneticProposalsAndFromItsState()
    {
        var algorithm = Create(populationSize: 6);
        algorithm.Tell([.. algorithm.Ask(Batch).Select(ClosedForm.Evaluate)]);

        var first = algorithm.Ask(5);
        var resumed = Create(populationSize: 6, JsonSerializer.Deserialize(
            JsonSerializer.Serialize(algorithm.State, AlgorithmsJson.Default.AlgorithmState), AlgorithmsJson.Default.AlgorithmState));
        var rest = algorithm.Ask(7);

        resumed.Ask(7).Select(proposal => proposal.Id).ShouldBe(rest.Select(proposal => proposal.Id));
        first.Concat(rest).Count(proposal => proposal.Operator == "improvement").ShouldBeLessThanOrEqualTo(6);
    }

    [Fact]
    public void Ask_CandidatesOfAKindViolateAConstraint_ProposesFewOfThem()
    {
        var algorithm = Create();
        for (var generation = 0; generation < 6; generation++)
        {
            algorithm.Tell([.. algorithm.Ask(Batch).Select(proposal => ClosedForm.EvaluateUnless(Violates, proposal))]);
        }

        algorithm.Ask(Batch).Count(Violates).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void Run_PairedSeeds_FindsMoreVolumeThanRandomSearch()
    {
        var gains = Enumerable.Range(1, 4).Select(seed => VolumeAfter("moboga", seed) - VolumeAfter("random", seed)).ToList();

        gains.Count(gain => gain > 0).ShouldBeGreaterThanOrEqualTo(3);
    }

    double VolumeAfter(string name, long seed)
    {
        var algorithm = SearchAlgorithms.Create(new() { Name = name }, _space, seed, state: null);
        var points = new List<double>();
        for (var generation = 0; generation < 5; generation++)
        {
            Observation[] told = [.. algorithm.Ask(Batch).Select(ClosedForm.Evaluate)];
            points.AddRange(told.SelectMany(observation => observation.Objectives));
            algorithm.Tell(told);
        }

        return Hypervolume.Of(points.ToArray(), [1, 55]);
    }

    /// <summary>Whether an operation that does something leads from the input straight to the output.</summary>
    bool Violates(ProposedCandidate proposal) =>
        _space.TryParse(proposal.Architecture, out var cell, out var error) ? cell.Genotype[3] >= 2 : throw new InvalidOperationException(error);

    ISearchAlgorithm Create(int populationSize = 24, AlgorithmState? state = null) =>
        SearchAlgorithms.Create(new() { Name = "moboga", PopulationSize = populationSize }, _space, seed: 1, state);
}
