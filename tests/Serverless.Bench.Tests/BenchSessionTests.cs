using System.Text.Json;
using System.Xml.Linq;
using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Tests.Problems;
using Serverless.Testing;

namespace Serverless.Bench.Tests;

public sealed class BenchSessionTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_OwnTable_WritesTheTables()
    {
        var text = Run(options => options);

        text.ShouldContain("15 architectures in the table, 16 candidates to propose.");
        text.ShouldContain("True front, tight: 5 vectors of 13 architectures that count, hypervolume");
        text.ShouldContain("tight N=16");
        text.ShouldContain("1.000 (1.000..1.000)");
        text.ShouldContain("against random, paired by seed");
        text.ShouldNotContain("peer");
    }

    [Fact]
    public void Run_AsJson_HoldsEveryFigure()
    {
        var document = JsonSerializer.Deserialize(Run(options => options with { Output = OutputFormat.Json }), BenchJson.Default.BenchDocument)!;

        document.Baseline.ShouldBe("random");
        var problem = document.Problems.ShouldHaveSingleItem();
        problem.Fronts.Select(front => front.Vectors).ShouldBe([5, 5, 6]);
        problem.Algorithms.Select(algorithm => algorithm.Label).ShouldBe(["nsga2", "random"]);
        problem.Algorithms[0].Checkpoints.ShouldHaveSingleItem().AgainstBaseline!.Value.ProbabilityValue.ShouldBe(1);
        problem.Algorithms[1].Checkpoints[0].AgainstBaseline.ShouldBeNull();
        problem.Algorithms[0].EvaluationsNeeded.Select(need => (need.Convention, need.Fraction)).ShouldBe(
        [
            (Convention.Tight, 0.95), (Convention.Tight, 0.99), (Convention.Tight, 0.999),
            (Convention.Connected, 0.95), (Convention.Connected, 0.99), (Convention.Connected, 0.999),
        ]);
    }

    [Fact]
    public void Run_AsCsvOrMarkdown_HasOneHeaderEach()
    {
        var csv = Run(options => options with { Output = OutputFormat.Csv }).Split("\r\n");
        csv[0].ShouldBe("problem,method,run,seeds,convention,measure,evaluations,lower,median,upper,p,effect");
        csv[1].ShouldBe("mine/accuracy/ms,nsga2,here,3,tight,hypervolumeFraction,16,1,1,1,,");

        Run(options => options with { Output = OutputFormat.Md }).ShouldContain("| method | run | seeds | tight N=16 | connected N=16 |\n| --- | --- | ---: | ---: | ---: |");
    }

    [Fact]
    public void Run_WithPlot_WritesAPageThatAsksForNothing()
    {
        var file = Path.Combine(_folder.Path, "plot.html");

        Run(options => options with { Plot = file });

        var page = XDocument.Parse(File.ReadAllText(file).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)
            .Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("'unsafe-inline'\">", "'unsafe-inline'\"/>", StringComparison.Ordinal)
            .Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal));
        page.Descendants("path").Count(path => ((string?)path.Attribute("class"))!.StartsWith("band", StringComparison.Ordinal)).ShouldBe(4, "of hypervolumes and of what is attained");
        page.Descendants("path").Where(path => path.Element("title") is not null).Select(path => path.Element("title")!.Value)
            .ShouldBe(["nsga2: 1.000 after 16", "random: 1.000 after 16"]);
        page.Descendants("script").ShouldBeEmpty();
        page.ToString().ShouldNotContain("http://");
        page.ToString().ShouldNotContain("NaN");
    }

    [Fact]
    public void Run_PlotThatCannotBeWritten_SaysWhy() =>
        Should.Throw<BenchException>(() => Run(options => options with { Plot = Path.Combine(_folder.Path, "no", "plot.html") })).Message
            .ShouldContain("The plots cannot be written");

    [Theory]
    [InlineData("mine/accuracy/ms", 17, null, "has 16 candidates, fewer than 17")]
    [InlineData("mine/accuracy/ms", 16, "tpe", "The baseline 'tpe' is not among the algorithms: nsga2, random.")]
    [InlineData(null, 16, null, "Specify a problem")]
    public void Run_WhatCannotBe_IsRefusedInWords(string? problem, int evaluations, string? baseline, string message) =>
        Should.Throw<BenchException>(() => Run(options => options with
        {
            Problems = problem is null ? [] : [problem],
            Evaluations = evaluations,
            Baseline = baseline,
        })).Message.ShouldContain(message);

    string Run(Func<BenchOptions, BenchOptions> change)
    {
        var options = new BenchOptions
        {
            Problems = ["mine/accuracy/ms"],
            Tables = [OwnTable.Write(_folder)],
            Data = _folder.Path,
            Evaluations = 16,
            Seeds = 3,
        };
        using var output = new StringWriter();
        BenchSession.Run(change(options), output, TextWriter.Null, TestContext.Current.CancellationToken);
        return output.ToString();
    }
}
