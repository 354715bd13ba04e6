using Serverless.Bench.Running;
using Serverless.Bench.Tests.Problems;

namespace Serverless.Bench.Tests.Running;

public sealed class ProblemSearchTests
{
    [Theory]
    [InlineData("random")]
    [InlineData("nsga2:populationSize=4:batchSize=3")]
    public void Run_WholeSpace_AsksForEveryCandidateOnce(string algorithm)
    {
        var problem = OwnTable.Problem();

        var trace = ProblemSearch.Run(problem, AlgorithmChoice.ReadAll(algorithm)[0].Specification, evaluations: 16, seed: 3);

        trace.Rows.Order().ToList().ShouldBe([-1, .. Enumerable.Range(0, 15)], "one candidate is not in the table");
        trace.ProposalSeconds.ShouldBeGreaterThan(0);
        ProblemSearch.Run(problem, AlgorithmChoice.ReadAll(algorithm)[0].Specification, 16, 3).Rows.ShouldBe(trace.Rows);
        ProblemSearch.Run(problem, AlgorithmChoice.ReadAll(algorithm)[0].Specification, 16, 4).Rows.ShouldNotBe(trace.Rows);
    }

    [Fact]
    public void Run_AlgorithmByMetricsThatTheTableLacks_SaysWhich() =>
        Should.Throw<BenchException>(() => ProblemSearch.Run(OwnTable.Problem(), AlgorithmChoice.ReadAll("mtf-pdns")[0].Specification, 4, 1))
            .Message.ShouldContain("the table 'mine' has no column of logSynflow, jacobianCovariance, snip");

    [Fact]
    public void Run_AlgorithmWithModels_SaysWhatFitsTook()
    {
        var modelled = ProblemSearch.Run(OwnTable.Problem(), AlgorithmChoice.ReadAll("gp-ehvi")[0].Specification, 16, 1);

        modelled.FitSeconds.ShouldBeInRange(double.Epsilon, modelled.ProposalSeconds);
        ProblemSearch.Run(OwnTable.Problem(), AlgorithmChoice.ReadAll("random")[0].Specification, 16, 1).FitSeconds.ShouldBe(0);
    }

    [Fact]
    public void Run_MoreThanThereIs_EndsByItself() =>
        ProblemSearch.Run(OwnTable.Problem(), AlgorithmChoice.ReadAll("random")[0].Specification, 30, 1).Rows.Count.ShouldBe(16);
}
