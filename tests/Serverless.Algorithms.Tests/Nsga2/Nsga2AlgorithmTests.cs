using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Nsga2;

public sealed class Nsga2AlgorithmTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void Ask_FirstGenerations_SamplesUntilThePopulationIsFull()
    {
        var algorithm = Create(populationSize: 6);

        var first = algorithm.Ask(4);
        algorithm.Tell([.. first.Select(ClosedForm.Evaluate)]);
        var second = algorithm.Ask(4);

        first.Concat(second.Take(2)).ShouldAllBe(proposal => proposal.Operator == "sample" && proposal.Parents.Count == 0);
        second.Skip(2).ShouldAllBe(proposal => proposal.Operator != "sample" && proposal.Parents.Count > 0);
    }

    [Fact]
    public void Ask_LaterGenerations_NamesParentsOfThePopulation()
    {
        var algorithm = Create(populationSize: 6);
        algorithm.Tell([.. algorithm.Ask(6).Select(ClosedForm.Evaluate)]);
        var population = Population(algorithm).ToHashSet();

        var children = algorithm.Ask(200);

        children.SelectMany(child => child.Parents).ShouldAllBe(parent => population.Contains(parent));
        children.ShouldAllBe(child => child.Parents.Distinct().Count() == child.Parents.Count);
        children.Count(child => child.Operator == "crossover").ShouldBeGreaterThan(children.Count(child => child.Operator == "mutation"));
    }

    [Fact]
    public void Tell_MoreThanThePopulationHolds_KeepsTheFrontAndThenTheRoomiest()
    {
        var algorithm = Create(populationSize: 3);
        var asked = algorithm.Ask(6);

        // Front (0, 10), (5, 5), (5.1, 4.9), (10, 0); the two in the middle are crowded, the last two points are dominated.
        double[][] objectives = [[11, 11], [5, 5], [0, 10], [10, 0], [5.1, 4.9], [6, 6]];
        algorithm.Tell([.. asked.Zip(objectives, (proposal, values) => new Observation(proposal.Id, ObservationStatus.Evaluated, values, 0))]);

        Population(algorithm)
            .ShouldBe([asked[2].Id, asked[3].Id, asked[1].Id], ignoreOrder: true);
    }

    [Fact]
    public void Tell_InfeasibleAndFailed_AreKeptOnlyAfterFeasibleAndByViolation()
    {
        var algorithm = Create(populationSize: 3);
        var asked = algorithm.Ask(6);

        algorithm.Tell(
        [
            new(asked[0].Id, ObservationStatus.Failed, [], 0),
            new(asked[1].Id, ObservationStatus.Infeasible, [], 7),
            new(asked[2].Id, ObservationStatus.Infeasible, [], double.NaN),
            new(asked[3].Id, ObservationStatus.Infeasible, [], 3),
            new(asked[4].Id, ObservationStatus.Evaluated, [1000, 1000], 0),
            new(asked[5].Id, ObservationStatus.Evaluated, [0, 0], 0.5),
        ]);

        Population(algorithm).ShouldBe([asked[4].Id, asked[5].Id, asked[3].Id]);
    }

    [Fact]
    public void Tell_ManyGenerations_NeverLosesTheBestOfAnObjective()
    {
        var algorithm = Create(populationSize: 8);
        var best = double.PositiveInfinity;

        for (var generation = 0; generation < 12; generation++)
        {
            var observations = algorithm.Ask(8).Select(ClosedForm.Evaluate).ToList();
            best = Math.Min(best, observations.Min(observation => observation.Objectives[0]));
            algorithm.Tell(observations);

            algorithm.State.Population.Min(individual => individual.Objectives[0]).ShouldBe(best);
        }
    }

    [Fact]
    public void Ask_EverythingFailed_StillProposes()
    {
        var algorithm = Create(populationSize: 4);
        algorithm.Tell([.. algorithm.Ask(4).Select(proposal => new Observation(proposal.Id, ObservationStatus.Failed, [], 0))]);

        algorithm.Ask(4).Count.ShouldBe(4);
    }

    IEnumerable<CandidateId> Population(ISearchAlgorithm algorithm) => algorithm.State.Population.Select(individual =>
        _space.IdOf(_space.TryParse(individual.Architecture, out var cell, out _) ? cell : throw new InvalidOperationException()));

    ISearchAlgorithm Create(int populationSize) =>
        SearchAlgorithms.Create(new AlgorithmSpecification { Name = "nsga2", PopulationSize = populationSize }, _space, 1, null);
}
