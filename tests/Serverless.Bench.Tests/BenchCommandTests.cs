using Serverless.Bench.Problems;
using Serverless.Bench.Reports;

namespace Serverless.Bench.Tests;

public sealed class BenchCommandTests
{
    [Fact]
    public async Task Invoke_EveryOption_ReachesTheRun()
    {
        BenchOptions? seen = null;

        var status = await BenchCommand.InvokeAsync(
            [
                "--problem", "a/b", "--problem", "a/c+d", "--suite", "nb201", "--algorithms", "random", "--evaluations", "7", "--seeds", "3",
                "--baseline", "random", "--convention", "connected", "--merge", "--by-epochs", "--no-peers", "--table", "t.json", "--data", "here", "-o", "md",
                "--plot", "p.html", "--jobs", "3", "--resume", "r.jsonl", "--external", "mine=node a.mjs", "--external", "other=b", "--set", "noise=0.5", "--set", "batchSize=4",
            ],
            TextWriter.Null,
            (options, _) => seen = options);

        status.ShouldBe(ExitCodes.Done);
        var options = seen.ShouldNotBeNull();
        options.Problems.ShouldBe(["a/b", "a/c+d"]);
        options.Tables.ShouldBe(["t.json"]);
        options.External.ShouldBe(["mine=node a.mjs", "other=b"]);
        options.Set.ShouldBe(["noise=0.5", "batchSize=4"]);
        options.Arguments.ShouldContain("r.jsonl");
        (options with { Problems = [], Tables = [], External = [], Set = [], Arguments = [] }).ShouldBe(new BenchOptions
        {
            Problems = [],
            Suite = "nb201",
            Algorithms = "random",
            Evaluations = 7,
            Seeds = 3,
            Baseline = "random",
            Convention = Convention.Connected,
            Merge = true,
            ByEpochs = true,
            Peers = false,
            Tables = [],
            External = [],
            Set = [],
            Arguments = [],
            Processes = 3,
            Resume = "r.jsonl",
            Data = "here",
            Output = OutputFormat.Md,
            Plot = "p.html",
        });
    }

    [Theory]
    [InlineData("--seeds must be 1 to 1000, not 0.", "--seeds", "0")]
    [InlineData("--evaluations must be 1 to 1000000, not -1.", "--evaluations", "-1")]
    [InlineData("--convention", "--convention", "loose")]
    [InlineData("--output is '7'", "-o", "7")]
    [InlineData("'--speed'", "--speed", "9")]
    [InlineData("'@here'", "@here")]
    [InlineData("'many'", "--seeds", "many")]
    public async Task Invoke_WrongOption_SaysSoAndRunsNothing(string message, params string[] arguments)
    {
        using var error = new StringWriter();

        var status = await BenchCommand.InvokeAsync(arguments, error, (_, _) => throw new InvalidOperationException("It must not run."));

        status.ShouldBe(ExitCodes.Usage);
        error.ToString().ShouldContain(message);
        error.ToString().ShouldContain("See: serverless bench --help");
    }

    [Fact]
    public async Task Invoke_WhatCannotBeDone_IsSaidInWords()
    {
        using var error = new StringWriter();

        var status = await BenchCommand.InvokeAsync(["--problem", "a/b"], error, (_, _) => throw new BenchException("There is no table 'a'."));

        status.ShouldBe(ExitCodes.Usage);
        error.ToString().Trim().ShouldBe("Error: There is no table 'a'.");
    }

    [Fact]
    public async Task Invoke_Interrupted_TellsByItsStatus() =>
        (await BenchCommand.InvokeAsync(["--problem", "a/b"], TextWriter.Null, (_, _) => throw new OperationCanceledException()))
            .ShouldBe(ExitCodes.Interrupted);
}
