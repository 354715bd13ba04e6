using Serverless.Bench.Reports;
using Serverless.Bench.Surrogates;

namespace Serverless.Bench.Tests.Surrogates;

public sealed class EvaluateCommandTests
{
    [Fact]
    public async Task Invoke_EveryOption_ReachesTheRun()
    {
        EvaluateOptions? seen = null;

        var status = await EvaluateCommand.InvokeAsync(
            [
                "--suite", "nb201", "--problem", "a/b/c", "--table", "t.json", "--data", "here", "--studies", "ranks,devices", "--kinds", "ridge,lookup",
                "--devices", "edgegpu,fpga", "--sizes", "300,100", "--seeds", "2", "--members", "3", "--references", "7", "--algorithms", "random",
                "--search-kinds", "ridge", "--evaluations", "60", "--balancers", "mgda,dwa", "--processes", "3", "-o", "csv",
            ],
            TextWriter.Null,
            (options, _) => seen = options);

        status.ShouldBe(ExitCodes.Done);
        var options = seen.ShouldNotBeNull();
        options.Suite.ShouldBe("nb201");
        options.Problems.ShouldBe(["a/b/c"]);
        options.Tables.ShouldBe(["t.json"]);
        options.Data.ShouldBe("here");
        options.Studies.ShouldBe([Study.Ranks, Study.Devices]);
        options.Kinds.ShouldBe(["ridge", "lookup"]);
        options.Devices.ShouldBe(["edgegpu", "fpga"]);
        options.Sizes.ShouldBe([100, 300]);
        (options.Seeds, options.Members, options.References, options.Evaluations).ShouldBe((2, 3, 7, 60));
        options.Algorithms.ShouldBe("random");
        options.SearchKinds.ShouldBe(["ridge"]);
        options.Balancers.ShouldBe(["mgda", "dwa"]);
        (options.Processes, options.Arguments.Count, options.IsServing).ShouldBe((3, 34, false));
        options.Output.ShouldBe(OutputFormat.Csv);
    }

    [Theory]
    [InlineData("--seeds must be 1 to 100, not 0.", "--seeds", "0")]
    [InlineData("--sizes has '5'", "--sizes", "100,5")]
    [InlineData("--sizes must not be empty", "--sizes", ",")]
    [InlineData("--kinds has 'magic'; there are bit-operations, boosted-trees", "--kinds", "magic")]
    [InlineData("--balancers has 'linear'; there are cagrad", "--balancers", "linear")]
    [InlineData("--studies has 'all'; there are ranks, devices and searches.", "--studies", "all")]
    public async Task Invoke_WrongOption_SaysSoAndRunsNothing(string message, params string[] arguments)
    {
        using var error = new StringWriter();

        var status = await EvaluateCommand.InvokeAsync(arguments, error, (_, _) => throw new InvalidOperationException("It must not run."));

        status.ShouldBe(ExitCodes.Usage);
        error.ToString().ShouldContain(message);
    }
}
