using Serverless.Cli.Local.Demo;
using Serverless.Cli.Reports;
using Serverless.Core.Searches;

namespace Serverless.Cli.Tests.Local.Demo;

public sealed class WorkerShareTests
{
    // The sample ran for 100 s.
    [Theory]
    [InlineData(90, "orchestration: 10.0 % of the 100.0 s, when the worker had nothing to do")]
    [InlineData(101, "orchestration: 0.0 % of the 100.0 s, when the worker had nothing to do")]
    public void Text_WorkerActiveForSoLong_IsTheRest(double activeSeconds, string text) =>
        WorkerShare.Text(Samples.Search(SearchStatus.Completed), new WorkerSplit(1, 0, 0, 0, 0, 0) { ActiveSeconds = activeSeconds }).ShouldBe(text);
}
