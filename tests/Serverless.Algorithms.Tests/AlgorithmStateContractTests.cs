using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>The stored form of algorithm states: a search that an earlier build began must be able to continue.</summary>
public sealed class AlgorithmStateContractTests
{
    static readonly string StatePath = Path.Combine(AppContext.BaseDirectory, "GoldenRuns", "state.json");

    [Fact]
    public void Serialise_FixedRun_IsWhatTheFileSays()
    {
        var json = JsonSerializer.Serialize(Run().State, AlgorithmsJson.Default.AlgorithmState);

        var actual = JsonNode.Parse(json)!.ToJsonString(new() { WriteIndented = true });

        // Kept beside the record, so that a wanted change can be looked through and copied.
        File.WriteAllText(Path.ChangeExtension(StatePath, "actual.json"), actual + "\n");
        actual.Split('\n').ShouldBe(File.ReadAllText(StatePath).TrimEnd().Split('\n'));
    }

    [Fact]
    public void Deserialise_File_ContinuesTheRun()
    {
        var state = JsonSerializer.Deserialize(File.ReadAllText(StatePath), AlgorithmsJson.Default.AlgorithmState).ShouldNotBeNull();

        var resumed = SearchAlgorithms.Create(Specification, new NasBench201Space(), seed: 1, state);

        resumed.Ask(5).Select(proposal => proposal.Id).ShouldBe(Run().Ask(5).Select(proposal => proposal.Id));
    }

    static AlgorithmSpecification Specification => new() { Name = "nsga2", PopulationSize = 4 };

    /// <summary>One of each outcome told, a NaN among them, and one proposal pending.</summary>
    static ISearchAlgorithm Run()
    {
        var algorithm = SearchAlgorithms.Create(Specification, new NasBench201Space(), seed: 1, state: null);
        var asked = algorithm.Ask(4);
        algorithm.Tell(
        [
            ClosedForm.Evaluate(asked[0]),
            ClosedForm.Evaluate(asked[1]) with { Objectives = [double.NaN, 1] },
            new(asked[2].Id, ObservationStatus.Infeasible, [], 2.5),
            new(asked[3].Id, ObservationStatus.Failed, [], 0),
        ]);
        algorithm.Ask(1);
        return algorithm;
    }
}
