using Serverless.Bench.Problems;
using Serverless.Bench.Supernets;

namespace Serverless.Bench.Tests.Supernets;

public sealed class TrainingSessionTests
{
    [Fact]
    public void Run_ConventionOfTables_IsRefused() => Should.Throw<BenchException>(() => TrainingSession.Run(
        new BenchOptions { Suite = Suites.Cells, Data = "", Convention = Convention.All }, TextWriter.Null, TextWriter.Null, CancellationToken.None))
        .Message.ShouldContain("does not search tables");
}
