using System.Text.Json;
using Serverless.Algorithms.MoHdnas;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.MoHdnas;

public sealed class MoHdnasAlgorithmTests
{
    const int Population = 4;

    readonly NasBench201Space _space = new();

    [Fact]
    public void Tell_MoreThanThePopulation_KeepsWhatIsNondominatedWithDiversity()
    {
        var algorithm = Create();
        var asked = algorithm.Ask(6);

        // The last but one is worse than the third in similarity and cost, but has the cost least like the others'.
        double[][] metrics = [[-9, 5], [-5, 4], [-8, 4.5], [-1, 4.4], [-2, 90], [-1, 6]];
        algorithm.Tell([.. asked.Zip(metrics, (proposal, values) => Screened(proposal, values))]);

        Kept(algorithm).ShouldBe([asked[0].Architecture, asked[1].Architecture, asked[2].Architecture, asked[4].Architecture], ignoreOrder: true);
    }

    [Fact]
    public void Tell_WithoutDiversity_KeepsWhatIsNondominatedInSimilarityAndCost()
    {
        var algorithm = Create(hasDiversity: false);
        var asked = algorithm.Ask(6);

        double[][] metrics = [[-9, 5], [-5, 4], [-8, 4.5], [-1, 4.4], [-2, 90], [-1, 3]];
        algorithm.Tell([.. asked.Zip(metrics, (proposal, values) => Screened(proposal, values))]);

        Kept(algorithm).ShouldBe([asked[0].Architecture, asked[1].Architecture, asked[2].Architecture, asked[5].Architecture], ignoreOrder: true);
    }

    /// <summary>Being different is no merit in the archive, which trainings come from.</summary>
    [Fact]
    public void Tell_WhatIsOnlyDifferent_IsNotInTheArchive()
    {
        var algorithm = Create();
        var asked = algorithm.Ask(4);

        algorithm.Tell([Screened(asked[0], -9, 5), Screened(asked[1], -5, 4), Screened(asked[2], -2, 90), Screened(asked[3], -20, 0) with { Status = ObservationStatus.Failed }]);

        algorithm.State.Archive.Select(member => member.Architecture).ShouldBe([asked[0].Architecture, asked[1].Architecture]);
    }

    [Fact]
    public void Ask_OtherObjectives_ProposesTheSame()
    {
        Run(place => [place, 1]).ShouldBe(Run(place => [-place, 2]));

        List<CandidateId> Run(Func<int, double[]> objectives)
        {
            var algorithm = Create();
            var ids = new List<CandidateId>();
            for (var generation = 0; generation < 6; generation++)
            {
                var asked = algorithm.Ask(Population);
                ids.AddRange(asked.Select(proposal => proposal.Id));
                algorithm.Tell(
                [
                    .. asked.Select((proposal, place) => Screened(proposal, ClosedForm.Objectives(proposal.Architecture)) with
                    {
                        Status = ObservationStatus.Evaluated,
                        Objectives = objectives(place),
                    }),
                ]);
            }

            return ids;
        }
    }

    /// <summary>What the publication claims of it: populations keep unlike costs.</summary>
    [Fact]
    public void Run_WithDiversity_SpreadsTheCostsOfThePopulationWider()
    {
        var with = Enumerable.Range(1, 10).Average(seed => SpreadOfCosts(seed, hasDiversity: true));
        var without = Enumerable.Range(1, 10).Average(seed => SpreadOfCosts(seed, hasDiversity: false));

        with.ShouldBeGreaterThan(1.1 * without);
    }

    /// <summary>Stored and restored after every step, told anything there may be.</summary>
    [Fact]
    public void AskAndTell_MetricsOfEveryKindInAnyOrder_ContinuesIdentically()
    {
        var random = RandomStream.For(seed: 5, generation: 0, index: 0);
        var (kept, resumed) = (Create(), Create());
        for (var step = 0; step < 60; step++)
        {
            var asked = kept.Ask(random.NextInt(10));
            resumed.Ask(asked.Count).Select(proposal => proposal.Id).ShouldBe(asked.Select(proposal => proposal.Id));
            Observation[] told = [.. asked.Select(proposal => Any(proposal, random))];

            kept.Tell(told);
            resumed.Tell([.. told.Reverse()]);

            Serialise(resumed).ShouldBe(Serialise(kept));
            resumed = Create(state: JsonSerializer.Deserialize(Serialise(kept), AlgorithmsJson.Default.AlgorithmState));
        }

        kept.State.Archive.ShouldNotBeEmpty();
        kept.State.Population.Count.ShouldBe(Population);
    }

    double SpreadOfCosts(long seed, bool hasDiversity)
    {
        var algorithm = SearchAlgorithms.Create(
            new() { Name = MoHdnasAlgorithm.AlgorithmName, PopulationSize = 20, CostDiversity = hasDiversity }, _space, seed, state: null);
        for (var generation = 0; generation < 20; generation++)
        {
            algorithm.Tell([.. algorithm.Ask(20).Select(proposal => Screened(proposal, ClosedForm.Objectives(proposal.Architecture)))]);
        }

        var costs = algorithm.State.Population.Select(member => member.Metrics![1]).ToList();
        return Math.Sqrt(costs.Average(cost => Math.Pow(cost - costs.Average(), 2)));
    }

    static Observation Any(ProposedCandidate proposal, RandomStream random)
    {
        var metrics = ClosedForm.Objectives(proposal.Architecture, 3);
        metrics[random.NextInt(3)] = random.NextInt(4) switch { 0 => double.PositiveInfinity, 1 => double.NaN, _ => metrics[0] };
        return random.NextInt(6) switch
        {
            0 => new(proposal.Id, ObservationStatus.Failed, [], 0),
            1 => Screened(proposal, metrics) with { Status = ObservationStatus.Infeasible, Violation = random.NextInt(3) },
            2 => Screened(proposal, metrics) with { Status = ObservationStatus.Evaluated, Objectives = [double.NaN] },
            _ => Screened(proposal, metrics),
        };
    }

    static Observation Screened(ProposedCandidate proposal, params double[] metrics) =>
        new(proposal.Id, ObservationStatus.Screened, [], 0) { Metrics = metrics };

    static IEnumerable<string> Kept(ISearchAlgorithm algorithm) => algorithm.State.Population.Select(member => member.Architecture);

    static string Serialise(ISearchAlgorithm algorithm) => JsonSerializer.Serialize(algorithm.State, AlgorithmsJson.Default.AlgorithmState);

    ISearchAlgorithm Create(bool hasDiversity = true, AlgorithmState? state = null) => SearchAlgorithms.Create(
        new() { Name = MoHdnasAlgorithm.AlgorithmName, PopulationSize = Population, CostDiversity = hasDiversity }, _space, seed: 1, state);
}
