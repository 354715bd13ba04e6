using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.RegularisedEvolution;

public sealed class RegularisedEvolutionAlgorithmTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void Tell_MoreThanThePopulation_TheOldestDiesHoweverGood()
    {
        var algorithm = Create("regularised-evolution");
        var asked = algorithm.Ask(4);
        algorithm.Tell([.. asked.Select((proposal, i) => new Observation(proposal.Id, ObservationStatus.Evaluated, [i, i], 0))]);
        var child = algorithm.Ask(1)[0];

        algorithm.Tell([new(child.Id, ObservationStatus.Evaluated, [9, 9], 0)]);

        algorithm.State.Population.Select(individual => individual.Architecture)
            .ShouldBe([.. asked.Skip(1).Select(proposal => proposal.Architecture), child.Architecture]);
    }

    [Fact]
    public void Tell_NeighbourhoodEvolution_TheWorstDiesHoweverYoung()
    {
        var algorithm = Create("neighbourhood-evolution");
        var asked = algorithm.Ask(4);
        algorithm.Tell([.. asked.Select((proposal, i) => new Observation(proposal.Id, ObservationStatus.Evaluated, [i, i], 0))]);
        var child = algorithm.Ask(1)[0];

        algorithm.Tell([new(child.Id, ObservationStatus.Evaluated, [9, 9], 0)]);

        algorithm.State.Population.Select(individual => individual.Architecture).ShouldBe(asked.Select(proposal => proposal.Architecture));
    }

    [Theory]
    [InlineData("regularised-evolution")]
    [InlineData("neighbourhood-evolution")]
    public void Ask_LargeTournament_ChangesOneDecisionOfTheBest(string name)
    {
        var algorithm = Create(name);
        var asked = algorithm.Ask(4);
        algorithm.Tell([.. asked.Select((proposal, i) => new Observation(proposal.Id, ObservationStatus.Evaluated, [i, i], 0))]);

        var children = algorithm.Ask(10);

        children.ShouldAllBe(child => child.Parents.Single() == asked[0].Id);
    }

    ISearchAlgorithm Create(string name) => SearchAlgorithms.Create(
        new AlgorithmSpecification
        {
            Name = name,
            PopulationSize = 4,
            InitialSamples = name == "neighbourhood-evolution" ? 4 : null,
            TournamentSize = 60,
        },
        _space,
        seed: 1,
        state: null);
}
