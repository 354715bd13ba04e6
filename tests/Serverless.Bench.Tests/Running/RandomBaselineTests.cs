using Serverless.Bench.Peers;
using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Bench.Statistics;
using Serverless.Bench.Tests.Problems;

namespace Serverless.Bench.Tests.Running;

/// <summary>Random search must give the published results of random search; this checks tables, conventions and indicators at once.</summary>
[Collection(nameof(Nb201))]
public sealed class RandomBaselineTests
{
    [Theory]
    [InlineData("P1")]
    [InlineData("P2")]
    [InlineData("P3")]
    [InlineData("P4")]
    [InlineData("P5")]
    public void RandomSearch_TwoHundredSeeds_AgreesWithThePublishedRow(string label)
    {
        var problem = Nb201.Problem(Suites.Find("nb201").Single(member => member.Label == label).Problem, label);
        var plan = new BenchPlan([problem], AlgorithmChoice.ReadAll("random"), Evaluations: 200, Seeds: 200);

        var runs = BenchRunner.Run(plan, _ => { }, TestContext.Current.CancellationToken).Single();

        var published = PeerTable.Of(label).Single(peer => peer.Method == "random");
        foreach (var (evaluations, theirs) in published.Tight)
        {
            var ours = Quartiles.Interpolated(runs.Each(Convention.Tight, measures => measures.FractionAt(evaluations)));
            ours.Median.ShouldBeInRange(theirs.Lower, theirs.Upper, $"{label}, N = {evaluations}");
            theirs.Median.ShouldBeInRange(ours.Lower, ours.Upper, $"{label}, N = {evaluations}");
        }

        // Medians of 200 searches differ by chance by less than a tenth of a point in this loose convention.
        foreach (var evaluations in new[] { 100, 200 })
        {
            Quartiles.Interpolated(runs.Each(Convention.Connected, measures => measures.FractionAt(evaluations))).Median
                .ShouldBe(published.Connected[evaluations], 0.005, $"{label}, N = {evaluations}");
        }
    }
}
