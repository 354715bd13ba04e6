using System.Text.Json;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>The rules that every algorithm must follow when many candidates are requested, a few are evaluated and the others are dropped.</summary>
public sealed class SearchAlgorithmDropTests
{
    readonly NasBench201Space _space = new();

    public static TheoryData<string> Names => [.. SearchAlgorithms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Drop_MayReturn_IsProposedAgainWhenNothingElseIsLeft(string name)
    {
        var algorithm = Create(name, new TinySpace());
        var first = algorithm.Ask(7);
        algorithm.Drop(Ids(first.Skip(2)), mayReturn: true);

        var pending = Ids(algorithm.State.Pending);
        var second = algorithm.Ask(100);

        pending.ShouldBe(Ids(first.Take(2)));
        Ids(second).ShouldBeUnique();
        Ids(second).Concat(pending).ToHashSet().Count.ShouldBe(10);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Drop_ForGood_IsNeverProposedAgain(string name)
    {
        var algorithm = Create(name, new TinySpace());
        var first = algorithm.Ask(7);
        algorithm.Drop(Ids(first.Skip(2)), mayReturn: false);

        var second = algorithm.Ask(100);

        Ids(second).ToHashSet().Count.ShouldBe(3);
        Ids(second).ShouldAllBe(id => !Ids(first).Contains(id));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Drop_AllButAFewOfEachGeneration_GoesOnFromStateAndNeverRepeatsWhatWasTold(string name)
    {
        var kept = Create(name, _space);
        var told = new List<(CandidateId, string)>();
        var generations = TestAlgorithms.FitsModels(name) ? 4 : 12;
        for (var generation = 0; generation < generations; generation++)
        {
            var resumed = Resume(name, kept);
            var asked = kept.Ask(60);
            Ids(resumed.Ask(60)).ShouldBe(Ids(asked));
            asked.Count.ShouldBe(60);

            ProposedCandidate[] chosen = [.. asked.Where((_, place) => place % 10 == generation % 10)];
            foreach (var algorithm in new[] { kept, resumed })
            {
                algorithm.Drop([.. Ids(asked).Except(Ids(chosen)).Reverse()], mayReturn: true);
                algorithm.Tell([.. chosen.Select(ClosedForm.Observe)]);
            }

            Serialise(resumed.State).ShouldBe(Serialise(kept.State));
            kept.State.Pending.ShouldBeEmpty();
            told.AddRange(chosen.Select(proposal => (proposal.Id, proposal.Fidelity)));
        }

        told.ShouldBeUnique();
        kept.State.Seen.Length.ShouldBeLessThanOrEqualTo(4 * told.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Drop_WhatIsNotPending_IsRefusedAndChangesNothing(string name)
    {
        var algorithm = Create(name, _space);
        var asked = Ids(algorithm.Ask(3));
        var before = Serialise(algorithm.State);

        Should.Throw<ArgumentException>(() => algorithm.Drop([asked[0], new CandidateId("c0")], mayReturn: true)).Message.ShouldContain("not waiting");
        Should.Throw<ArgumentException>(() => algorithm.Drop([asked[0], asked[0]], mayReturn: true)).Message.ShouldContain("dropped twice");

        Serialise(algorithm.State).ShouldBe(before);
    }

    static ISearchAlgorithm Create(string name, SearchSpace space, AlgorithmState? state = null) =>
        SearchAlgorithms.Create(TestAlgorithms.Specification(name), space, seed: 1, state);

    static string Serialise(AlgorithmState state) => JsonSerializer.Serialize(state, AlgorithmsJson.Default.AlgorithmState);

    static CandidateId[] Ids(IEnumerable<ProposedCandidate> proposals) => [.. proposals.Select(proposal => proposal.Id)];

    ISearchAlgorithm Resume(string name, ISearchAlgorithm algorithm) =>
        Create(name, _space, JsonSerializer.Deserialize(Serialise(algorithm.State), AlgorithmsJson.Default.AlgorithmState));
}
