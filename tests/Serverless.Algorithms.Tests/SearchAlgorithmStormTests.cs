using System.Text.Json;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>The rules that every algorithm must follow when workers return any results at any time.</summary>
public sealed class SearchAlgorithmStormTests
{
    const int Steps = 60;

    /// <summary>Models are fitted again after every step, by both of two algorithms.</summary>
    const int ModelledSteps = 6;
    const int MostAsked = 4;

    readonly NasBench201Space _space = new();

    public static MatrixTheoryData<string, int> Storms { get; } = new(SearchAlgorithms.Names, Enumerable.Range(1, 6));

    /// <summary>Asks and tells at random, with evaluations pending, out of order; stored and restored after every step.</summary>
    [Theory]
    [MemberData(nameof(Storms))]
    public void AskAndTell_AnyOrderAndOutcome_KeepsEveryPromise(string name, int objectives)
    {
        var random = RandomStream.For(seed: 11, objectives, index: 0);
        var kept = Create(name, state: null);
        var resumed = Create(name, state: null);
        var proposed = new HashSet<(CandidateId, string)>();
        var pending = new List<ProposedCandidate>();

        var steps = TestAlgorithms.FitsModels(name) ? ModelledSteps : Steps;
        for (var step = 0; step < steps; step++)
        {
            var count = random.NextInt(MostAsked + 1);
            var asked = kept.Ask(count);
            resumed.Ask(count).ShouldBe(asked, Comparer);
            asked.Count.ShouldBe(count);
            asked.ShouldAllBe(proposal => proposed.Add(new(proposal.Id, proposal.Fidelity)));
            pending.AddRange(asked);

            var told = Draw(pending, random, objectives);
            kept.Tell(told);
            resumed.Tell([.. told.Reverse()]);

            var state = Serialise(kept);
            Serialise(resumed).ShouldBe(state);
            resumed = Create(name, JsonSerializer.Deserialize(state, AlgorithmsJson.Default.AlgorithmState));
        }

        Serialise(resumed).ShouldBe(Serialise(kept));
    }

    /// <summary>Takes some of the pending proposals out, in any order.</summary>
    static Observation[] Draw(List<ProposedCandidate> pending, RandomStream random, int objectives)
    {
        var told = new List<Observation>();
        for (var left = random.NextInt(pending.Count + 1); left > 0; left--)
        {
            var place = random.NextInt(pending.Count);
            told.Add(Outcome(pending[place], random, objectives));
            pending.RemoveAt(place);
        }

        return [.. told];
    }

    static Observation Outcome(ProposedCandidate proposal, RandomStream random, int objectives)
    {
        var values = ClosedForm.Objectives(proposal.Architecture, objectives);
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue];
        return random.NextInt(12) switch
        {
            0 => new(proposal.Id, ObservationStatus.Failed, [], 0, proposal.Fidelity),
            1 => new(proposal.Id, ObservationStatus.Infeasible, [], random.NextDouble(), proposal.Fidelity) { Margins = [random.NextDouble(), odd[random.NextInt(odd.Length)]] },
            2 => new(proposal.Id, ObservationStatus.Infeasible, [], odd[random.NextInt(2)], proposal.Fidelity),
            3 => new(proposal.Id, ObservationStatus.Evaluated, values, random.NextDouble(), proposal.Fidelity),
            4 => new(proposal.Id, ObservationStatus.Evaluated, [.. values.Skip(1), odd[random.NextInt(odd.Length)]], 0, proposal.Fidelity),
            5 => new(proposal.Id, ObservationStatus.Evaluated, [.. values.Select(_ => odd[random.NextInt(odd.Length)])], 0, proposal.Fidelity),
            _ => new(proposal.Id, ObservationStatus.Evaluated, values, 0, proposal.Fidelity),
        };
    }

    static readonly EqualityComparer<ProposedCandidate> Comparer = EqualityComparer<ProposedCandidate>.Create(
        (first, second) => first!.Id == second!.Id && first.Fidelity == second.Fidelity && first.Operator == second.Operator
            && first.Parents.SequenceEqual(second.Parents),
        proposal => proposal.Id.GetHashCode());

    static string Serialise(ISearchAlgorithm algorithm) => JsonSerializer.Serialize(algorithm.State, AlgorithmsJson.Default.AlgorithmState);

    ISearchAlgorithm Create(string name, AlgorithmState? state) =>
        SearchAlgorithms.Create(TestAlgorithms.Specification(name), _space, seed: 1, state);
}
