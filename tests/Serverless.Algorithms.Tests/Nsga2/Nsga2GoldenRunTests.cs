using System.Globalization;
using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms.Tests.Nsga2;

/// <summary>A whole run, fixed: a change here changes the front of every stored search that is run again.</summary>
/// <remarks>Recorded on linux-x64. The objectives are small integers, so that every platform with IEEE arithmetic gives the same.</remarks>
public sealed class Nsga2GoldenRunTests
{
    [Fact]
    public void Run_FixedSeed_ProposesWhatItAlwaysDid()
    {
        var algorithm = SearchAlgorithms.Create(
            new AlgorithmSpecification { Name = "nsga2", PopulationSize = 6 }, new NasBench201Space(), seed: 1, state: null);
        var lines = new List<string>();

        for (var generation = 0; generation < 6; generation++)
        {
            var proposals = algorithm.Ask(6);
            lines.AddRange(proposals.Select(proposal => $"{generation} {proposal.Operator} {proposal.Architecture} {Values(proposal)}"));
            algorithm.Tell([.. proposals.Select(ClosedForm.Observe)]);
        }

        var recorded = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Nsga2", "golden-run.txt"));
        string.Join('\n', lines).ShouldBe(string.Join('\n', recorded));
    }

    static string Values(ProposedCandidate proposal) =>
        string.Join(' ', ClosedForm.Objectives(proposal.Architecture).Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
