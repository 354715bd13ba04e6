using Serverless.Bench.Peers;
using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Running;
using Serverless.Bench.Statistics;
using Serverless.Bench.Tests.Problems;

namespace Serverless.Bench.Tests.Reports;

public sealed class PeerComparisonTests
{
    [Fact]
    public void Report_ProblemOfTheSuite_TestsOurSeedsAgainstEachPeersMedian()
    {
        const string name = "nb201/c10_test_200/mflops_c10";
        var plan = new BenchPlan([Nb201.Problem(name, Suites.LabelOf(name))], AlgorithmChoice.ReadAll("random"), Evaluations: 100, Seeds: 5);
        var runs = BenchRunner.Run(plan, _ => { }, TestContext.Current.CancellationToken);

        var problem = Reporter.Report(plan, runs, Convention.Tight, "random", withPeers: true).Problems.Single();

        var ours = runs[0].Each(Convention.Tight, measures => measures.FractionAt(50));
        var test = problem.Algorithms[0].AgainstPeers.Single(one => one.Convention == Convention.Tight && one.Method == "rea-nsga" && one.Evaluations == 50);
        test.Difference.ShouldBe(Quartiles.Interpolated(ours).Median - 0.883, 1e-12);
        test.Test.ShouldBe(SignedRankTest.Of(ours, [0.883, 0.883, 0.883, 0.883, 0.883]));
        problem.Algorithms[0].AgainstPeers.Count.ShouldBe(
            3 * PeerTable.Of("P5").Count, "of a run of 100 there are tight figures at 50 and 100, and connected ones at 100");
        PeerTestTable.Of(problem).Columns.Select(column => column.Header).ShouldContain("pymoo-agemoea2-20 (best) N=50");
    }
}
