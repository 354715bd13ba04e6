using System.Text.Json;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>The rules that every algorithm must follow.</summary>
public sealed class SearchAlgorithmConformanceTests
{
    readonly NasBench201Space _space = new();

    public static TheoryData<string> Names => [.. SearchAlgorithms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_ManyGenerations_ProposesValidCandidatesAndNoneTwice(string name)
    {
        var algorithm = Create(name, _space);
        var proposals = new List<ProposedCandidate>();

        var generations = TestAlgorithms.FitsModels(name) ? 12 : 30;
        for (var generation = 0; generation < generations; generation++)
        {
            var asked = algorithm.Ask(10);
            asked.Count.ShouldBe(10);
            proposals.AddRange(asked);
            algorithm.Tell([.. asked.Select(ClosedForm.Observe)]);
        }

        proposals.Select(proposal => (proposal.Id, proposal.Fidelity)).Distinct().Count().ShouldBe(10 * generations);
        proposals.ShouldAllBe(proposal => algorithm.Fidelities.Any(fidelity => fidelity.Name == proposal.Fidelity));
        foreach (var proposal in proposals)
        {
            _space.TryParse(proposal.Architecture, out var cell, out var error).ShouldBeTrue(error);
            _space.IdOf(cell!).ShouldBe(proposal.Id);
            _space.Canonicalise(cell!).ShouldBe(cell);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_ArchitecturesGivenToBeginWith_ProposesThemFirstAndOnceAndLearnsFromThem(string name)
    {
        var given = Enumerable.Range(0, 5).Select(index => _space.Sample(RandomStream.For(9, 0, index))).ToArray();
        var problem = new ProblemDefinition { Seeds = [.. given, given[0]] };
        var algorithm = SearchAlgorithms.Create(TestAlgorithms.Specification(name), _space, seed: 1, null, problem);

        var first = algorithm.Ask(3);
        algorithm = SearchAlgorithms.Create(TestAlgorithms.Specification(name), _space, seed: 1, algorithm.State, problem);
        ProposedCandidate[] proposals = [.. first, .. algorithm.Ask(5)];

        Ids(proposals)[..5].ShouldBe([.. given.Select(_space.IdOf)]);
        proposals.Select(proposal => proposal.IsSeed).ShouldBe([true, true, true, true, true, false, false, false]);
        for (var generation = 0; generation < 3; generation++)
        {
            algorithm.Tell([.. proposals.Select(ClosedForm.Observe)]);
            proposals = [.. algorithm.Ask(8)];
            proposals.ShouldNotContain(proposal => proposal.IsSeed);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_EqualSeeds_ProposesTheSame(string name)
    {
        Run(Create(name, _space), generations: 6).ShouldBe(Run(Create(name, _space), generations: 6));
        Run(Create(name, _space, seed: 2), generations: 1).ShouldNotBe(Run(Create(name, _space), generations: 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_InPieces_ProposesWhatOneAskDoes(string name)
    {
        var whole = Create(name, _space);
        var pieces = Create(name, _space);
        whole.Tell([.. whole.Ask(8).Select(ClosedForm.Observe)]);
        pieces.Tell([.. pieces.Ask(8).Select(ClosedForm.Observe)]);

        var inPieces = pieces.Ask(3).Concat(pieces.Ask(0)).Concat(pieces.Ask(5));

        Ids(inPieces).ShouldBe(Ids(whole.Ask(8)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tell_AnyOrder_MakesNoDifference(string name)
    {
        var forwards = Create(name, _space);
        var backwards = Create(name, _space);

        for (var generation = 0; generation < 4; generation++)
        {
            forwards.Tell([.. forwards.Ask(8).Select(ClosedForm.Observe)]);
            backwards.Tell([.. backwards.Ask(8).Select(ClosedForm.Observe).Reverse()]);
        }

        Serialise(backwards.State).ShouldBe(Serialise(forwards.State));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void State_TakenAtAnyPoint_ContinuesIdentically(string name)
    {
        var kept = Create(name, _space);
        var resumed = Create(name, _space);

        for (var generation = 0; generation < 5; generation++)
        {
            resumed = Resume(name, resumed);
            var first = kept.Ask(3);
            Ids(resumed.Ask(3)).ShouldBe(Ids(first));

            resumed = Resume(name, resumed);
            ProposedCandidate[] proposals = [.. first, .. kept.Ask(5)];
            Ids(resumed.Ask(5)).ShouldBe(Ids(proposals[3..]));

            resumed = Resume(name, resumed);
            Observation[] observations = [.. proposals.Select(ClosedForm.Observe)];
            kept.Tell(observations);
            resumed.Tell(observations);
            Serialise(resumed.State).ShouldBe(Serialise(kept.State));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void State_WithInfinitiesAndNaN_Survives(string name)
    {
        var algorithm = Create(name, _space);
        var asked = algorithm.Ask(4);
        var fidelity = asked[0].Fidelity;
        algorithm.Tell(
        [
            new(asked[0].Id, ObservationStatus.Evaluated, [double.NaN, double.PositiveInfinity], 0, fidelity),
            new(asked[1].Id, ObservationStatus.Evaluated, [1, 2], 0, fidelity),
            new(asked[2].Id, ObservationStatus.Infeasible, [], double.PositiveInfinity, fidelity),
            new(asked[3].Id, ObservationStatus.Infeasible, [], double.NaN, fidelity),
        ]);

        var resumed = Resume(name, algorithm);

        Serialise(resumed.State).ShouldBe(Serialise(algorithm.State));
        Ids(resumed.Ask(4)).ShouldBe(Ids(algorithm.Ask(4)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_SmallSpace_ProposesEveryCandidateOnceAndThenNone(string name)
    {
        var algorithm = Create(name, new TinySpace());
        var proposals = new List<ProposedCandidate>();

        for (var asked = algorithm.Ask(4); asked.Count > 0; asked = algorithm.Ask(100))
        {
            proposals.AddRange(asked);
            algorithm.Ask(0).ShouldBeEmpty();
            algorithm.Tell([.. asked.Select((proposal, i) =>
                new Observation(proposal.Id, ObservationStatus.Evaluated, [i, -i], 0, proposal.Fidelity))]);
        }

        Ids(proposals).Distinct().Count().ShouldBe(10);
        proposals.Select(proposal => (proposal.Id, proposal.Fidelity)).Distinct().Count().ShouldBe(proposals.Count);
        proposals.Count.ShouldBeLessThanOrEqualTo(10 * algorithm.Fidelities.Count);
        algorithm.State.Pending.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_AlmostExhaustedSpace_FindsTheLastCandidates(string name)
    {
        var all = Enumerable.Range(0, 15_625)
            .Select(i => _space.Canonicalise(_space.Create([i / 3125, i / 625 % 5, i / 125 % 5, i / 25 % 5, i / 5 % 5, i % 5])))
            .Distinct().ToList();
        var last = all.Where((_, position) => position % 1000 == 999).ToList();
        var state = Create(name, _space).State with { Seen = Convert.ToBase64String([.. all.Except(last).SelectMany(Pack)]) };

        var rest = Create(name, _space, state: state).Ask(100);

        Ids(rest).ShouldBe(last.Select(_space.IdOf), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tell_PartOfTheProposals_LeavesTheOthersPending(string name)
    {
        var algorithm = Create(name, _space);
        var asked = algorithm.Ask(4);

        algorithm.Tell([ClosedForm.Evaluate(asked[2])]);

        Ids(algorithm.State.Pending).ShouldBe([asked[0].Id, asked[1].Id, asked[3].Id]);
        algorithm.State.Generation.ShouldBe(1);
        algorithm.Tell([]);
        algorithm.State.Generation.ShouldBe(1);
        algorithm.Tell([ClosedForm.Evaluate(asked[0])]);
        algorithm.State.Generation.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tell_WhatWasNotAsked_IsRefusedAndChangesNothing(string name)
    {
        var algorithm = Create(name, _space);
        var asked = algorithm.Ask(2);
        var before = Serialise(algorithm.State);

        var evaluated = ClosedForm.Evaluate(asked[0]);
        Refused([evaluated with { Candidate = new CandidateId("c0") }], "not waiting");
        Refused([evaluated, evaluated], "reported twice");
        Refused([evaluated with { Objectives = [] }], "Evaluated with 0 objective");
        Refused([evaluated with { Status = ObservationStatus.Failed }], "Failed with 2 objective");
        Refused([evaluated with { Fidelity = "rung9" }], "reported at fidelity 'rung9'");
        Refused([evaluated, ClosedForm.Evaluate(asked[1]) with { Objectives = [1] }], "has 1 objective(s), but earlier ones had 2");

        Serialise(algorithm.State).ShouldBe(before);

        void Refused(Observation[] observations, string reason) =>
            Should.Throw<ArgumentException>(() => algorithm.Tell(observations)).Message.ShouldContain(reason);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_StateOfSomethingElse_IsRefused(string name)
    {
        var state = Create(name, _space).State;

        Should.Throw<ArgumentException>(() => Create(name, new TinySpace(), state: state)).Message.ShouldContain("on tiny");
        Should.Throw<ArgumentException>(() => Create(name, _space, seed: 9, state: state)).Message.ShouldContain("seed 9");
        Should.Throw<ArgumentException>(() => Create(name, _space, state: state with { Algorithm = "other" })).Message.ShouldContain("other");
        Should.Throw<ArgumentException>(() => Create(name, _space, state: state with { SchemaVersion = 1 })).Message.ShouldContain("version 1");
        Should.Throw<ArgumentException>(() => Create(name, _space, state: state with { Seen = "AAA" })).Message.ShouldContain("base64");
        Should.Throw<ArgumentException>(() => Create(name, _space, state: state with { Seen = "////" })).Message.ShouldContain("Choice 7");
    }

    [Fact]
    public void Create_UnknownName_SaysWhichThereAre() =>
        Should.Throw<ArgumentException>(() => Create("nsga3", _space)).Message.ShouldContain(string.Join(", ", SearchAlgorithms.Names));

    static ISearchAlgorithm Create(string name, SearchSpace space, long seed = 1, AlgorithmState? state = null) =>
        SearchAlgorithms.Create(TestAlgorithms.Specification(name), space, seed, state);

    static CandidateId[] Run(ISearchAlgorithm algorithm, int generations)
    {
        var ids = new List<CandidateId>();
        for (var generation = 0; generation < generations; generation++)
        {
            var asked = algorithm.Ask(8);
            ids.AddRange(Ids(asked));
            algorithm.Tell([.. asked.Select(ClosedForm.Observe)]);
        }

        return [.. ids];
    }

    /// <summary>Three bits for each edge, the first edge in the lowest.</summary>
    static byte[] Pack(Architecture cell)
    {
        var bits = 0;
        for (var edge = 0; edge < cell.Genotype.Length; edge++)
        {
            bits |= cell.Genotype[edge] << (3 * edge);
        }

        return [(byte)bits, (byte)(bits >> 8), (byte)(bits >> 16)];
    }

    static string Serialise(AlgorithmState state) => JsonSerializer.Serialize(state, AlgorithmsJson.Default.AlgorithmState);

    static CandidateId[] Ids(IEnumerable<ProposedCandidate> proposals) => [.. proposals.Select(proposal => proposal.Id)];

    ISearchAlgorithm Resume(string name, ISearchAlgorithm algorithm) =>
        Create(name, _space, state: JsonSerializer.Deserialize(Serialise(algorithm.State), AlgorithmsJson.Default.AlgorithmState));
}
