using System.Text.Json;
using Serverless.Algorithms.MtfPdns;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.MtfPdns;

public sealed class MtfPdnsAlgorithmTests
{
    const int Population = 6;

    readonly NasBench201Space _space = new();

    [Fact]
    public void Tell_Metrics_KeepsEveryNondominatedCandidateScreenedOrTrained()
    {
        var algorithm = Create();
        var asked = algorithm.Ask(4);

        algorithm.Tell(
        [
            Screened(asked[0], 1, 2),
            Screened(asked[1], 2, 3),
            Screened(asked[2], 3, 1) with { Status = ObservationStatus.Evaluated, Objectives = [5, 5] },
            Screened(asked[3], 0, 0) with { Status = ObservationStatus.Failed },
        ]);

        algorithm.State.Archive.Select(member => member.Architecture).ShouldBe([asked[0].Architecture, asked[2].Architecture]);
    }

    [Fact]
    public void Tell_AsManyChildrenAsParents_HalvesThemByTournamentsOfNovelty()
    {
        var algorithm = Create();
        var parents = algorithm.Ask(Population);
        algorithm.Tell([.. parents.Select((proposal, place) => Screened(proposal, place, -place))]);
        algorithm.State.Population.Count.ShouldBe(Population);
        var children = algorithm.Ask(Population);

        // The first child dominates everything, so it alone is the archive; the last one is the farthest from it.
        algorithm.Tell([.. children.Select((proposal, place) => place == 0 ? Screened(proposal, -10, -10) : Screened(proposal, 10 + place, 10 + place))]);

        var survivors = algorithm.State.Population.Select(member => member.Architecture).ToList();
        algorithm.State.Archive.ShouldHaveSingleItem().Architecture.ShouldBe(children[0].Architecture);
        survivors.Count.ShouldBe(Population);
        survivors.ShouldContain(children[0].Architecture);
        survivors.ShouldNotContain(children[^1].Architecture);
        survivors.ShouldBeUnique();
    }

    [Fact]
    public void Ask_AfterTheSamples_CrossesEachParentTwice()
    {
        var algorithm = Create();
        var parents = algorithm.Ask(Population);
        parents.ShouldAllBe(proposal => proposal.Operator == "sample");
        algorithm.Tell([.. parents.Select((proposal, place) => Screened(proposal, place, -place))]);

        var children = algorithm.Ask(Population);

        children.SelectMany(child => child.Parents).CountBy(parent => parent).ShouldAllBe(parent => parent.Value == 2);
        children.SelectMany(child => child.Parents).Distinct().ShouldBe(parents.Select(parent => parent.Id), ignoreOrder: true);
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
            resumed = Create(JsonSerializer.Deserialize(Serialise(kept), AlgorithmsJson.Default.AlgorithmState));
        }

        kept.State.Archive.ShouldNotBeEmpty();
    }

    [Fact]
    public void Tell_AnotherNumberOfMetrics_IsRefusedAndChangesNothing()
    {
        var algorithm = Create();
        var asked = algorithm.Ask(3);
        algorithm.Tell([Screened(asked[0], 1, 2)]);
        var before = Serialise(algorithm);

        Should.Throw<ArgumentException>(() => algorithm.Tell([Screened(asked[1], 1)])).Message.ShouldContain("1 metric(s), but earlier ones had 2");
        Should.Throw<ArgumentException>(() => algorithm.Tell([Screened(asked[1], 1, 2) with { Objectives = [1] }])).Message.ShouldContain("Screened with 1 objective");

        Serialise(algorithm).ShouldBe(before);
    }

    static Observation Any(ProposedCandidate proposal, RandomStream random)
    {
        var metrics = ClosedForm.Objectives(proposal.Architecture, 4);
        metrics[random.NextInt(4)] = random.NextInt(4) == 0 ? double.PositiveInfinity : metrics[0];
        return random.NextInt(6) switch
        {
            0 => new(proposal.Id, ObservationStatus.Failed, [], 0),
            1 => Screened(proposal, metrics) with { Status = ObservationStatus.Infeasible, Violation = double.NaN },
            2 => Screened(proposal, metrics) with { Status = ObservationStatus.Evaluated, Objectives = [double.NaN] },
            _ => Screened(proposal, metrics),
        };
    }

    static Observation Screened(ProposedCandidate proposal, params double[] metrics) =>
        new(proposal.Id, ObservationStatus.Screened, [], 0) { Metrics = metrics };

    static string Serialise(ISearchAlgorithm algorithm) => JsonSerializer.Serialize(algorithm.State, AlgorithmsJson.Default.AlgorithmState);

    ISearchAlgorithm Create(AlgorithmState? state = null) =>
        SearchAlgorithms.Create(new() { Name = MtfPdnsAlgorithm.AlgorithmName, PopulationSize = Population }, _space, seed: 1, state);
}
