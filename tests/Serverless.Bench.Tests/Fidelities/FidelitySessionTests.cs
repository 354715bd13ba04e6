using System.Text.Json;
using Serverless.Bench.Fidelities;
using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Running;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Fidelities;

/// <summary>Algorithms compared by the epochs of the trainings that they request.</summary>
public sealed class FidelitySessionTests : IDisposable
{
    const string Algorithms = "random,random:halving=4:batchSize=4,shemoa:rungs=2:populationSize=4:rungEvaluations=6";

    const string Description = """
        {
          "name": "mine",
          "dimensions": [ { "name": "depth", "choices": ["1", "2", "3", "4"] }, { "name": "width", "choices": ["1", "2", "3", "4"] } ],
          "files": [ { "name": "mine.csv", "metrics": [
            { "column": "accuracy", "goal": "maximise", "unit": "%", "epochs": 100, "lower": [{ "epochs": 10, "column": "early" }] },
            { "column": "early", "goal": "maximise", "unit": "%" }, { "column": "ms", "goal": "minimise", "unit": "ms" } ] } ]
        }
        """;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("random:batchSize=2", new[] { 100, 200, 300, 400, 500, 600 })]
    [InlineData("random:halving=4:batchSize=4", new[] { 10, 20, 30, 40, 140, 150, 160, 170, 180, 280, 290, 300, 310, 320, 420, 430, 440, 450, 460, 560 })]
    [InlineData("shemoa:rungs=2:populationSize=4:rungEvaluations=6", new[] { 10, 20, 30, 40, 50, 60, 160, 260, 360, 460, 560, 660 })]
    public void Search_TrainingsOfTheirOwn_CountsAllEpochsOfEach(string algorithm, int[] epochs)
    {
        var problem = Problem();

        var steps = FidelitySearch.Run(problem, AlgorithmChoice.ReadAll(algorithm)[0], limit: 501, seed: 1, CancellationToken.None);

        steps.Select(step => (int)step.Epochs).ShouldBe(epochs);
        var added = steps.Select((step, place) => step.Epochs - (place == 0 ? 0 : steps[place - 1].Epochs));
        steps.Zip(added).ShouldAllBe(step => step.Second == 100 || step.First.Row == -1, "what stopped short has no part in the hypervolume");
    }

    [Fact]
    public void Trace_OfAllArchitectures_ReachesTheTrueFrontAndOnlyOnceTheirTrainingsEnded()
    {
        var problem = Problem();

        var trace = FidelityTrace.Of(problem.Problem, FidelitySearch.Run(problem, AlgorithmChoice.ReadAll("random")[0], limit: 1_600, seed: 1, CancellationToken.None));

        trace.At(1_600).ShouldBe(1, 1e-12);
        trace.At(99).ShouldBe(0);
        trace.At(100).ShouldBe(trace.Steps[0].Fraction);
        trace.EpochsTo(1 - 1e-9).ShouldBe(trace.Steps[^1].Epochs);
        trace.EpochsTo(1.1).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Run_AsJson_HoldsSharesAndRanks()
    {
        var document = JsonSerializer.Deserialize(Run(options => options with { Output = OutputFormat.Json }), BenchJson.Default.FidelityDocument)!;

        var problem = document.Problems.ShouldHaveSingleItem();
        problem.Epochs.ShouldBe([10, 100]);
        var rank = problem.Ranks.ShouldHaveSingleItem();
        (rank.Lower, rank.Epochs, rank.All).ShouldBe(("early", 10, 1));
        problem.Algorithms.Select(algorithm => (algorithm.IsWhole, string.Join(' ', algorithm.Shares.Select(share => share.Share)))).ShouldBe(
            [(true, "0.05 0.1 0.2 0.4 1"), (false, "0.05 0.1 0.2 0.4"), (false, "0.05 0.1 0.2 0.4")]);
        problem.Algorithms.ShouldAllBe(algorithm => algorithm.Needed.Single().Of == "random");
        problem.Algorithms[0].Shares[^1].Fraction.Median.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Run_AsTables_WritesThemWhole()
    {
        Run(options => options with { Output = OutputFormat.Md }).ShouldContain("| method | 5 % | 10 % | 20 % | 40 % | 100 % |\n| --- | ---: | ---: | ---: | ---: | ---: |\n| random |");
        Run(options => options with { Output = OutputFormat.Csv }).ShouldContain("\r\nmine/accuracy/ms,random,2,whole,hypervolumeFraction,,0.05,");
        var text = Run(options => options);
        text.ShouldContain("Separate trainings of 10 and 100 epochs; 100 % is 16 complete ones, 1,600 epochs; 2 seeds.");
        text.ShouldContain("Kendall's tau-b of early (10 epochs) and accuracy: 1.000");
    }

    [Theory]
    [InlineData("shemoa", "3 fidelities of its own")]
    [InlineData("shemoa:halving=3", "determines which candidates continue training")]
    [InlineData("random:pending=4", "remove pending, noise and --external")]
    public void Run_WhatCannotBe_IsRefusedInWords(string algorithm, string message) =>
        Should.Throw<BenchException>(() => Run(options => options with { Algorithms = algorithm })).Message.ShouldContain(message);

    [Fact]
    public void Run_OptionsThatHaveNoPartInIt_AreRefusedByName()
    {
        Refusal(options => options with { Convention = Convention.All }).ShouldContain("remove --convention");
        Refusal(options => options with { Baseline = "random", Peers = false }).ShouldContain("remove --baseline and --no-peers");
    }

    [Fact]
    public void Run_HalvingOtherwise_IsRefused() => Should.Throw<BenchException>(
        () => Run(options => options with { ByEpochs = false, Algorithms = "random:halving=3" })).Message.ShouldContain("--by-epochs");

    [Fact]
    public void Suite_Algorithms_HaveAsManyFidelitiesAsTheTable() => AlgorithmChoice.ReadAll(FidelitySuite.Algorithms)
        .Where(choice => !FidelityPlan.IsWhole(choice) && choice.Terms.Halving == 0)
        .ShouldAllBe(choice => Serverless.Algorithms.AlgorithmFidelities.Of(choice.Specification).Count == 2);

    string Refusal(Func<BenchOptions, BenchOptions> change) => Should.Throw<BenchException>(() => Run(change)).Message;

    FidelityProblem Problem() => FidelityProblem.Of(new ProblemCatalogue([DescribedTable.Read(Write())], isMerging: false).Find("mine/accuracy/ms"));

    string Write()
    {
        var rows = from depth in Enumerable.Range(1, 4) from width in Enumerable.Range(1, 4) select $"{depth},{width},{(20 * depth) + (2 * width)},{(10 * depth) + width},{depth + width}\n";
        File.WriteAllText(Path.Combine(_folder.Path, "mine.csv"), $"depth,width,accuracy,early,ms\n{string.Concat(rows)}");
        var path = Path.Combine(_folder.Path, "mine.json");
        File.WriteAllText(path, Description);
        return path;
    }

    string Run(Func<BenchOptions, BenchOptions> change)
    {
        using var output = new StringWriter();
        var options = new BenchOptions { Problems = ["mine/accuracy/ms"], Tables = [Write()], Data = _folder.Path, ByEpochs = true, Algorithms = Algorithms, Evaluations = 16, Seeds = 2 };
        BenchSession.Run(change(options), output, TextWriter.Null, TestContext.Current.CancellationToken);
        return output.ToString();
    }
}
