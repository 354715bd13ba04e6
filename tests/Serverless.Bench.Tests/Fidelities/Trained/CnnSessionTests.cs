using System.Text.Json;
using Serverless.Bench.Fidelities.Trained;
using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Running;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Fidelities.Trained;

/// <summary>Algorithms compared by the epochs of actual trainings.</summary>
public sealed class CnnSessionTests : IDisposable
{
    const string Algorithms = "random,random:halving=3:pending=2,shemoa:populationSize=2:rungEvaluations=3,bulk-and-cut:batchSize=1:initialSamples=2:bulkEvaluations=1";

    static readonly CnnSizes Tiny = new(Epochs: 9, ImagesPerEpoch: 8, TrainingImages: 16, ValidationImages: 20, Channels: (2, 4, 2), Units: (2, 8, 3));

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_RealTrainings_WritesTheTablesWholeAndGoesOnFromItsJournal()
    {
        var document = JsonSerializer.Deserialize(Run(options => options with { Output = OutputFormat.Json }), BenchJson.Default.CnnDocument)!;

        (document.Seeds, document.Baseline).ShouldBe((1, "random"));
        document.Algorithms.Select(algorithm => algorithm.Label).ShouldBe(Algorithms.Split(','));
        document.Algorithms.ShouldAllBe(algorithm => algorithm.Epochs <= 36 && algorithm.Shares.Count == 5 && algorithm.Needed.Single().Of == "random" && algorithm.Failed == 0);
        document.Algorithms.ShouldAllBe(algorithm => algorithm.Shares[4].Hypervolume.Median > 0 && algorithm.Shares[0].Hypervolume.Median == 0);
        document.Algorithms.Select(algorithm => (algorithm.Grown, algorithm.Cut)).ShouldBe([(0, 0), (0, 0), (0, 0), (1, 1)]);
        (document.Algorithms[0].Begun, document.Algorithms[0].Whole, document.Algorithms[0].Epochs).ShouldBe((4, 4, 36));
        document.Algorithms[1].Begun.ShouldBeGreaterThan(document.Algorithms[1].Whole, "most stop at a rung");

        var text = Run(options => options with { Output = OutputFormat.Md });
        text.ShouldContain("| method | 5 % | 10 % | 20 % | 40 % | 100 % |");
        text.ShouldContain("| bulk-and-cut:batchSize=1:initialSamples=2:bulkEvaluations=1 | 4 | 4 | 1 | 1 | 0 | 30 |");
        Run(options => options with { Output = OutputFormat.Csv }).ShouldContain("random,1,epochs,,,,36,,,");
        File.ReadAllLines(Path.Combine(_folder.Path, "results")).Length.ShouldBe(4, "what is known is not run again");
    }

    [Fact]
    public void Algorithms_OfTheSuite_AreAllThatThePlatformRunsOnTheSpace()
    {
        var algorithms = AlgorithmChoice.ReadAll(CnnPlan.UsualAlgorithms(CnnPlan.UsualTrainings), isTrained: true);
        var plan = new CnnPlan(algorithms, "random", CnnPlan.UsualTrainings, Seeds: 1, CnnSizes.Usual);

        var requests = algorithms.Select(algorithm => CnnRequests.Of(plan, algorithm, seed: 3)).ToList();

        requests.ShouldAllBe(request => request.Budgets.Epochs == 288 && request.Seed == 3 && request.Space.Recipe!.Count == 2 && request.Space.Definition!.Dimensions.Count == 11);
        requests.Count(request => request.Training.Rungs is not null).ShouldBe(6);
        requests.Single(request => request.IsAsynchronous).Parallelism.ShouldBe(4);
    }

    [Theory]
    [InlineData("shemoa:pending=4", "'shemoa:pending=4' cannot search this space: /mode")]
    [InlineData("random:noise=2", "remove noise")]
    [InlineData("mtf-pdns", "'mtf-pdns' cannot search this space")]
    public void Run_AlgorithmThatCannot_IsRefusedInWords(string algorithm, string message) =>
        Should.Throw<BenchException>(() => Run(options => options with { Algorithms = algorithm, Baseline = null })).Message.ShouldContain(message);

    [Fact]
    public void Run_OptionsThatHaveNoPartInIt_AreRefusedByName()
    {
        Should.Throw<BenchException>(() => Run(options => options with { Convention = Convention.All })).Message.ShouldContain("it accepts only --algorithms");
        Should.Throw<BenchException>(() => BenchSession.Run(
            new BenchOptions { Suite = Suites.Fidelities, Data = "", Resume = "x" }, TextWriter.Null, TextWriter.Null, CancellationToken.None)).Message.ShouldContain("--resume");
    }

    [Fact]
    public void Trace_Hypervolume_IsOfAccuracyAndTheLogarithmOfParameters()
    {
        var result = new CnnResult([new(9, 55, 1e4), new(18, 100, 100), new(27, 99, 1e7)], 3, 0, 0, 0, 27, 1);

        var trace = CnnReporter.TraceOf(result);

        trace.At(8).ShouldBe(0);
        trace.At(9).ShouldBe(0.25, 1e-12);
        trace.At(27).ShouldBe(1, 1e-12);
    }

    string Run(Func<BenchOptions, BenchOptions> change)
    {
        using var output = new StringWriter();
        var options = new BenchOptions
        {
            Suite = Suites.Trainings,
            Data = "",
            Algorithms = Algorithms,
            Evaluations = 4,
            Seeds = 1,
            Resume = Path.Combine(_folder.Path, "results"),
        };
        CnnSession.Run(change(options), Tiny, output, TextWriter.Null, TestContext.Current.CancellationToken);
        return output.ToString();
    }
}
