using Serverless.Bench.External;
using Serverless.Bench.Running;
using Serverless.Bench.Tests.Problems;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Running;

public sealed class ExternalAlgorithmTests
{
    [Fact]
    public void Run_ExampleProgram_AsksItForTheWholeBudgetTheSameForTheSameSeed()
    {
        var example = $"node {Path.Combine(RepositoryPaths.Root, "examples", "optimiser.mjs")}";

        var trace = Run(example, evaluations: 12, seed: 1);

        trace.Rows.Count.ShouldBe(12);
        trace.Rows.Where(row => row >= 0).Distinct().Count().ShouldBe(trace.Rows.Count(row => row >= 0), "what is proposed again costs nothing");
        Run(example, 12, 1).Rows.ShouldBe(trace.Rows);
        Run(example, 12, 2).Rows.ShouldNotBe(trace.Rows);
    }

    [Fact]
    public void Run_ProgramThatRepeatsItself_IsToldAgainAndEndsTheSearch() =>
        Run(Answering("{candidates: Array(message.count).fill(message.zeros)}")).Rows.Count.ShouldBe(1);

    [Fact]
    public void Run_ProgramWithNothingLeft_EndsTheSearch() => Run(Answering("{candidates: []}")).Rows.ShouldBeEmpty();

    [Fact]
    public void Run_Told_HasValuesInTheirOwnUnits()
    {
        using var folder = new TemporaryFolder();
        var log = Path.Combine(folder.Path, "told");

        Run($$"""sh -c 'tee {{log}} | node {{Path.Combine(RepositoryPaths.Root, "examples", "optimiser.mjs")}}'""", 16);

        var told = File.ReadAllText(log);
        told.ShouldContain("\"type\":\"begin\"");
        told.ShouldContain("\"objectives\":[24,3]", Case.Sensitive, "depth 1 and width 2 give accuracy 24 and take 3 ms");
        told.ShouldContain("\"objectives\":null", Case.Sensitive, "one candidate is not in the table");
    }

    [Theory]
    [InlineData("exit 3", "ended with exit status 3")]
    [InlineData("node -e 'console.log(1)'", "is not a line like")]
    [InlineData("node -e 'console.log(\"{}\")'", "returned no candidates")]
    [InlineData("""node -e 'console.log("{\"candidates\": [[0, 99]]}")'""", "proposed [0, 99]")]
    [InlineData("""node -e 'console.log("{\"candidates\": [null]}")'""", "proposed []")]
    public void Run_ProgramThatFails_IsNamedWithWhatItDid(string command, string message)
    {
        var failure = Should.Throw<BenchException>(() => Run($"sh -c '{command.Replace("'", "'\\''", StringComparison.Ordinal)}'")).Message;

        failure.ShouldContain("'mine'");
        failure.ShouldContain(message);
    }

    [Theory]
    [InlineData("node x.mjs")]
    [InlineData("=node x.mjs")]
    [InlineData("mine= ")]
    public void Read_NoLabelOrCommand_IsRefused(string text) =>
        Should.Throw<BenchException>(() => ExternalCommand.Read(text)).Message.ShouldContain("LABEL=COMMAND");

    static SearchTrace Run(string command, int evaluations = 8, int seed = 1) => ProblemSearch.Run(
        OwnTable.Problem(), AlgorithmChoice.Of(new ExternalCommand("mine", command)), evaluations, seed, CancellationToken.None);

    // A program that answers each question with the value of an expression.
    static string Answering(string expression)
    {
        var script = "let zeros; require(\"readline\").createInterface({input: process.stdin}).on(\"line\", line => { const message = JSON.parse(line); "
            + "if (message.type === \"begin\") zeros = message.dimensions.map(() => 0); message.zeros = zeros; "
            + $"if (message.type === \"ask\") console.log(JSON.stringify({expression})); }});";
        return $"node -e '{script}'";
    }
}
