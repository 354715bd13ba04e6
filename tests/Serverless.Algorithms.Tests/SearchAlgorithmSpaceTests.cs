using System.Text.Json;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Algorithms.Tests;

/// <summary>Every algorithm runs on every space that requests can name, with and without a searched recipe, and remembers it.</summary>
public sealed class SearchAlgorithmSpaceTests
{
    public static MatrixTheoryData<string, string> Pairs { get; } = new(SearchAlgorithms.Names, TestSpaces.Names);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void AskAndTell_EverySpace_ProposesValidCandidatesAndNoneTwice(string name, string spaceName)
    {
        var space = TestSpaces.Find(spaceName);
        var algorithm = SearchAlgorithms.Create(TestAlgorithms.Specification(name), space, seed: 1, state: null);
        var proposals = new List<ProposedCandidate>();

        var generations = TestAlgorithms.FitsModels(name) ? (space is FbnetSpace ? 3 : 4) : 8;
        for (var generation = 0; generation < generations; generation++)
        {
            var asked = algorithm.Ask(8);
            proposals.AddRange(asked);
            algorithm.Tell([.. asked.Select(proposal => Observe(proposal, space))]);
            var stored = JsonSerializer.Serialize(algorithm.State, AlgorithmsJson.Default.AlgorithmState);
            algorithm = SearchAlgorithms.Create(
                TestAlgorithms.Specification(name), space, seed: 1, JsonSerializer.Deserialize(stored, AlgorithmsJson.Default.AlgorithmState));
        }

        proposals.Count.ShouldBe(8 * generations);
        proposals.Select(proposal => (proposal.Id, proposal.Fidelity)).Distinct().Count().ShouldBe(8 * generations);
        proposals.ShouldAllBe(proposal => space.IdOf(Parse(proposal, space)) == proposal.Id);
    }

    static Observation Observe(ProposedCandidate proposal, SearchSpace space)
    {
        var genotype = Parse(proposal, space).Genotype.ToArray();
        double[] objectives = [genotype.Sum(), -genotype.Select((choice, place) => choice * (place % 3)).Sum()];
        return new Observation(proposal.Id, ObservationStatus.Evaluated, objectives, 0, proposal.Fidelity);
    }

    static Architecture Parse(ProposedCandidate proposal, SearchSpace space) =>
        space.TryParse(proposal.Architecture, out var architecture, out var error) ? architecture : throw new InvalidOperationException(error);
}
