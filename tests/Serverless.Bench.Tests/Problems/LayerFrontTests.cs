using System.Globalization;
using System.Text;
using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Bench.Tests.Problems;

public sealed class LayerFrontTests
{
    const int Layers = 5;
    const int Choices = 3;

    static readonly TableSpace Space = new("layers", [.. Enumerable.Range(1, Layers)
        .Select(layer => new Dimension($"layer{layer}", [.. Enumerable.Range(0, Choices).Select(choice => $"c{choice}")]))]);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Find_SumsOverLayers_IsTheFrontOfAllArchitectures(int seed, bool isMaximised)
    {
        var problem = Problem(seed, isMaximised);
        double[][] all = [.. Everyone().Select(architecture => problem.ObjectivesOf(problem.PlaceOf(architecture)).ToArray())];
        double[][] nondominated = [.. all.Where(one => !all.Any(other => other[0] <= one[0] && other[1] <= one[1] && (other[0] < one[0] || other[1] < one[1])))
            .DistinctBy(one => (one[0], one[1])).OrderBy(one => one[0])];

        var front = problem.Fronts[Convention.Tight];

        double[][] found = [.. front.Rows.Select(row => problem.ObjectivesOf(row).ToArray()).OrderBy(one => one[0])];
        found.Select(one => (one[0], one[1])).ShouldBe(nondominated.Select(one => (one[0], one[1])));
        found.Length.ShouldBeGreaterThan(3);
        var scale = problem.Fronts[Convention.All].Scale;
        scale.Ideal.ShouldBe([all.Min(one => one[0]), all.Min(one => one[1])], 1e-12);
        scale.Range.ShouldBe([all.Max(one => one[0]) - all.Min(one => one[0]), all.Max(one => one[1]) - all.Min(one => one[1])], 1e-12);
    }

    [Fact]
    public void Run_SearchOfEveryArchitecture_ReachesTheWholeFront()
    {
        var problem = Problem(seed: 1, isMaximised: true);
        AlgorithmChoice random = AlgorithmChoice.ReadAll("random")[0];

        var trace = ProblemSearch.Run(problem, random, evaluations: 243, seed: 1, CancellationToken.None);

        trace.Rows.Distinct().Count().ShouldBe(243);
        TraceMeasures.Of(problem, trace, Convention.Tight, [243]).FractionAt(243).ShouldBe(1, 1e-9);
        TraceMeasures.Of(problem, trace, Convention.Tight, [50]).FractionAt(50).ShouldBeLessThan(1);
    }

    [Fact]
    public void Find_LayersOfFbnet_HasTheLargestAndTheSmallestNetworkAtItsEnds()
    {
        var problem = Nb201.Problem("fbnet/macs/raspi4_ms");

        var front = problem.Fronts[Convention.Tight];

        front.Rows.Count.ShouldBe(1_711);
        var ends = new[] { problem.ObjectivesOf(front.Rows[0]).ToArray(), problem.ObjectivesOf(front.Rows[^1]).ToArray() }.OrderBy(one => one[1]).ToArray();
        ends[0][1].ShouldBe(7.79822600016, 1e-9, "every layer skipped");
        ends[1][0].ShouldBe(-problem.Table.Sums!.Of("macs", problem.Space.Create([.. Enumerable.Repeat(7, 22)])), "k5_e6 throughout");
        (problem.RowCount, problem.ArchitectureCount).ShouldBe((0, long.MaxValue));
    }

    [Fact]
    public void Find_ThreeMetricsOfLayers_IsRefused() => Should.Throw<BenchException>(() => Nb201.Problem("fbnet/macs/raspi4_ms/fpga_ms"))
        .Message.ShouldContain("found exactly for 2 metrics, not 3; specify that many, such as fbnet/macs/raspi4_ms");

    static IEnumerable<Architecture> Everyone() => Enumerable.Range(0, (int)Math.Pow(Choices, Layers))
        .Select(index => Space.Create([.. Enumerable.Range(0, Layers).Select(layer => index / (int)Math.Pow(Choices, layer) % Choices)]));

    static TableProblem Problem(int seed, bool isMaximised)
    {
        var random = RandomStream.For(seed, 0, 0);
        var csv = new StringBuilder("device,layer,op,ms\n");
        foreach (var device in new[] { "a", "b" })
        {
            csv.Append(CultureInfo.InvariantCulture, $"{device},-1,,{random.NextInt(100)}\n");
            for (var line = 0; line < Layers * Choices; line++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{device},{line / Choices},c{line % Choices},{random.NextInt(64) / 4.0}\n");
            }
        }

        TableMetric[] metrics = [new() { Column = "a_ms", Goal = isMaximised ? Goal.Maximise : Goal.Minimise }, new() { Column = "b_ms", Goal = Goal.Minimise }];
        var description = new TableDescription
        {
            Name = "layers",
            Space = Space,
            Files = [new TableFile("layers.csv", metrics)],
            Layers = new LayerLayout("device", "layer", "op", "ms", new Dictionary<string, string> { ["a_ms"] = "a", ["b_ms"] = "b" }) { Shape = new ImageShape(1, 1, 1, 2) },
        };
        return new TableProblem("layers", ArchitectureTableReader.Read(description, _ => new StringReader(csv.ToString())), metrics, Space);
    }
}
