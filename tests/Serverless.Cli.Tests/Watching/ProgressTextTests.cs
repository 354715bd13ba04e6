using Serverless.Cli.Watching;
using Serverless.Domain.Searches;

namespace Serverless.Cli.Tests.Watching;

public sealed class ProgressTextTests
{
    [Fact]
    public void Line_RunningSearch_TellsEverythingOnce()
    {
        var line = ProgressText.Line(new SearchProgress(Samples.Search(trainings: 10, reserved: 3), Samples.Start.AddSeconds(60), 3.25));

        line.ShouldBe("[1:00] Running  trainings 10/20 (+3 running)  evaluations 6  generations 2  front 3  hypervolume 187.50 (+3.2500)  time 1:00/5:00  ETA 1:00");
    }

    [Fact]
    public void Line_EndedSearch_TellsWhy() =>
        ProgressText.Line(new SearchProgress(Samples.Search(SearchStatus.Completed), Samples.Start.AddSeconds(100), null))
            .ShouldEndWith("stopped: trainings used up");
}
