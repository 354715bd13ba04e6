using System.Text.Json;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>The rules for algorithms that determine the fidelity of each proposal.</summary>
public sealed class SearchAlgorithmFidelityTests
{
    const int Batch = 6;
    const int Generations = 25;

    readonly NasBench201Space _space = new();

    public static TheoryData<string> Names => [.. SearchAlgorithms.Names.Where(name => Create(name, new TinySpace()).Fidelities.Count > 1)];

    [Fact]
    public void Names_OfSeveralFidelities_AreThoseThatDecideThem() =>
        Names.Select(row => row.Data).ShouldBe(Options.AlgorithmDescription.All.Where(known => known.DecidesFidelities).Select(known => known.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Fidelities_Shares_RiseToFull(string name)
    {
        var fidelities = Create(name, _space).Fidelities;

        fidelities.Select(fidelity => fidelity.Share).ShouldBeInOrder();
        fidelities[^1].ShouldBe(Fidelity.Full);
        fidelities.Select(fidelity => fidelity.Name).ShouldBeUnique();
    }

    /// <summary>A fifth is infeasible, a seventh fails; every third generation leaves some pending.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_ManyGenerations_PromotesUpwardsAloneAndUsesEveryFidelity(string name)
    {
        var algorithm = Create(name, _space);
        var rungs = algorithm.Fidelities.Index().ToDictionary(fidelity => fidelity.Item.Name, fidelity => fidelity.Index);
        var (asked, told) = (new Dictionary<CandidateId, int>(), new HashSet<(CandidateId, int)>());
        var (pending, used) = (new List<ProposedCandidate>(), new HashSet<int>());

        for (var generation = 0; generation < Generations; generation++)
        {
            foreach (var proposal in algorithm.Ask(Batch))
            {
                rungs.ShouldContainKey(proposal.Fidelity);
                var rung = rungs[proposal.Fidelity];
                if (asked.TryGetValue(proposal.Id, out var before))
                {
                    rung.ShouldBeGreaterThan(before, "each comes again at a higher fidelity alone");
                    told.ShouldContain((proposal.Id, before), "what is not known is not promoted");
                }

                asked[proposal.Id] = rung;
                used.Add(rung);
                pending.Add(proposal);
            }

            var now = generation % 3 == 0 ? pending.Where((_, place) => place % 3 > 0).ToArray() : [.. pending];
            pending.RemoveAll(now.Contains);
            told.UnionWith(now.Select(proposal => (proposal.Id, rungs[proposal.Fidelity])));
            algorithm.Tell([.. now.Select(ClosedForm.Observe)]);
        }

        used.Count.ShouldBe(rungs.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Drop_APromotion_ComesAgainIfItMayAndOtherwiseNever(string name)
    {
        var first = Promoted(name, out var returning);
        returning.Drop([first.Id], mayReturn: true);
        Promoted(name, out var ending).Id.ShouldBe(first.Id);
        ending.Drop([first.Id], mayReturn: false);

        var resumed = Resume(name, returning);
        Drain(returning).ShouldContain((first.Id, first.Fidelity));
        Drain(resumed).ShouldContain((first.Id, first.Fidelity));
        Drain(ending).ShouldNotContain(again => again.Id == first.Id);
    }

    /// <summary>A search in which a promotion is pending, and that promotion.</summary>
    ProposedCandidate Promoted(string name, out ISearchAlgorithm algorithm)
    {
        algorithm = Create(name, _space);
        for (var step = 0; step < 200; step++)
        {
            var proposal = algorithm.Ask(1)[0];
            if (proposal.Operator == "promotion")
            {
                return proposal;
            }

            algorithm.Tell([ClosedForm.Evaluate(proposal)]);
        }

        throw new InvalidOperationException($"{name} promoted nothing.");
    }

    static List<(CandidateId Id, string Fidelity)> Drain(ISearchAlgorithm algorithm)
    {
        var proposals = new List<(CandidateId, string)>();
        for (var generation = 0; generation < 4; generation++)
        {
            var asked = algorithm.Ask(Batch);
            proposals.AddRange(asked.Select(proposal => (proposal.Id, proposal.Fidelity)));
            algorithm.Tell([.. asked.Select(ClosedForm.Evaluate)]);
        }

        return proposals;
    }

    ISearchAlgorithm Resume(string name, ISearchAlgorithm algorithm)
    {
        var stored = JsonSerializer.Serialize(algorithm.State, AlgorithmsJson.Default.AlgorithmState);
        return Create(name, _space, JsonSerializer.Deserialize(stored, AlgorithmsJson.Default.AlgorithmState));
    }

    static ISearchAlgorithm Create(string name, SearchSpace space, AlgorithmState? state = null) =>
        SearchAlgorithms.Create(TestAlgorithms.Specification(name), space, seed: 1, state);
}
