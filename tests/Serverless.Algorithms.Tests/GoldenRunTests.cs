using System.Globalization;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>A whole run of each algorithm, fixed: a change here changes the front of every stored search that is run again.</summary>
/// <remarks>
/// Recorded on linux-x64. The objectives are small integers, so that every platform with IEEE arithmetic gives the same; algorithms
/// that use roots or logarithms may differ elsewhere in the last bit, and then in what they propose.
/// </remarks>
public sealed class GoldenRunTests
{
    const string Folder = "GoldenRuns";

    public static TheoryData<string> Names => [.. SearchAlgorithms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_FixedSeed_ProposesWhatItAlwaysDid(string name)
    {
        var algorithm = SearchAlgorithms.Create(TestAlgorithms.Specification(name, populationSize: 6), new NasBench201Space(), seed: 1, state: null);
        var lines = new List<string>();

        for (var generation = 0; generation < 6; generation++)
        {
            var proposals = algorithm.Ask(6);
            lines.AddRange(proposals.Select(proposal => Line(generation, proposal)));
            algorithm.Tell([.. proposals.Select((proposal, place) => ClosedForm.Told(name, proposal, place))]);
        }

        // Kept beside the record, so that a wanted change can be looked through and copied.
        File.WriteAllText(PathOf($"{name}.actual.txt"), string.Join('\n', lines) + "\n");
        var recorded = File.ReadAllLines(PathOf($"{name}.txt"));
        lines.Count.ShouldBe(recorded.Length);
        lines.Zip(recorded).FirstOrDefault(pair => pair.First != pair.Second).ShouldBe(default);
    }

    static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, Folder, file);

    static string Line(int generation, ProposedCandidate proposal)
    {
        var values = ClosedForm.Objectives(proposal.Architecture).Select(value => value.ToString(CultureInfo.InvariantCulture));
        return $"{generation} {proposal.Fidelity} {proposal.Operator} {proposal.Architecture} {string.Join(' ', values)}";
    }
}
