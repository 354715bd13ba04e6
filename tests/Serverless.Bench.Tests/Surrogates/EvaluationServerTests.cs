using Serverless.Bench.Surrogates;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Surrogates;

public sealed class EvaluationServerTests
{
    [Fact]
    public void Run_OrdersThatEnd_EndsTheFitUnderWay()
    {
        // As when the process that asks is killed: an order, and then nothing more. The fit would take minutes.
        using var folder = new TemporaryFolder();
        using var answers = new StringWriter();
        var options = new EvaluateOptions
        {
            Data = folder.Path,
            Tables = [WideTable.Write(folder)],
            Problems = ["wide/accuracy/phone"],
            Kinds = ["gates"],
            Studies = [Study.Ranks],
            Sizes = [60],
            Seeds = 1,
            Members = 32,
        };

        Should.Throw<OperationCanceledException>(() => EvaluationServer.Run(
            token => EvaluationTask.All(options, EvaluationPlanner.Plan(options), token), new StringReader("0\n"), answers, CancellationToken.None));

        answers.ToString().ShouldBeEmpty();
    }
}
