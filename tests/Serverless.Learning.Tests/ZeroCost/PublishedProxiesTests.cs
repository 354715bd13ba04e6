using System.Globalization;
using Serverless.Learning.ZeroCost;
using Serverless.MultiObjective.Randomness;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;
using Serverless.Testing;
using TorchSharp;

namespace Serverless.Learning.Tests.ZeroCost;

/// <summary>Compares scores with published ones: other images (those are of CIFAR-10) and other initial weights, the same networks.</summary>
public sealed class PublishedProxiesTests(ITestOutputHelper output)
{
    const int CellCount = 16;
    const int Images = 8;

    readonly NasBench201Space _space = new();

    [Fact]
    public void Score_SampleOfCellsAtPublishedSize_RanksAsPublished()
    {
        foreach (var table in new[] { "nb201.csv.gz", "nb201_proxies.csv.gz" })
        {
            Assert.SkipWhen(ReferenceTables.Find(table) is null, ReferenceTables.MissingReason(table));
        }

        torch.set_num_threads(1);
        var sample = Sample();
        var batch = FashionBatch.Large(Images);
        var scores = sample
            .Select(each => ZeroCostProxies.Score(each.Cell, _space.DefaultSkeleton, FashionBatch.LargeShape, batch, seed: 1)).ToList();

        double Agreement(string column, Func<ZeroCostScores, double> own)
        {
            var published = sample.Select(each => Published(each.Row, column)).ToArray();
            var correlation = RankCorrelation.Spearman(published, [.. scores.Select(own)]);
            output.WriteLine($"{column}: Spearman {correlation:F3}");
            return correlation;
        }

        Agreement("c10_synflow_naslib", score => score.LogSynflow).ShouldBeGreaterThan(0.95);
        Agreement("c10_synflow_freerea", score => score.LogSynflow).ShouldBeGreaterThan(0.85);
        Agreement("c10_nwot_naslib", score => score.Naswot).ShouldBeGreaterThan(0.95);
        Agreement("c10_naswot_freerea", score => score.Naswot).ShouldBeGreaterThan(0.95);
        Agreement("c10_jacov_naslib", score => score.JacobianCovariance).ShouldBeGreaterThan(0.6);
        Agreement("c10_snip_naslib", score => score.Snip).ShouldBeGreaterThan(0.85);
        Agreement("c10_grad_norm_naslib", score => score.GradientNorm).ShouldBeGreaterThan(0.85);
        Agreement("c10_flops_naslib", score => score.Macs).ShouldBeGreaterThan(0.95);
        Agreement("c10_params_naslib", score => score.Parameters).ShouldBeGreaterThan(0.99);

        // Both are logarithms of the same sum but for how wide the classifier begins, which adds the same to all.
        var differences = sample.Zip(scores, (each, score) => score.LogSynflow - Published(each.Row, "c10_synflow_naslib")).ToList();
        (differences.Max() - differences.Min()).ShouldBeLessThan(0.6);
    }

    static double Published(IReadOnlyDictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    /// <summary>Cells that are their candidates' canonical ones, are connected, and have all columns.</summary>
    List<(Architecture Cell, IReadOnlyDictionary<string, string> Row)> Sample()
    {
        var cells = ReferenceTables.Read(ReferenceTables.Find("nb201.csv.gz")!).ToDictionary(row => row["index"], row => row["code"]);
        var known = ReferenceTables.Read(ReferenceTables.Find("nb201_proxies.csv.gz")!)
            .Where(row => row.Values.All(cell => cell.Length > 0))
            .Select(row => (Cell: _space.Create([.. cells[row["index"]].Select(digit => digit - '0')]), Row: row))
            .Where(each => NasBench201Space.IsConnected(each.Cell) && _space.Canonicalise(each.Cell).Equals(each.Cell)).ToList();
        var random = RandomStream.For(seed: 11, generation: 0, index: 0);
        return [.. Enumerable.Range(0, CellCount).Select(_ => known[random.NextInt(known.Count)])];
    }
}
