using Serverless.Cli.Local.Processes;

namespace Serverless.Cli.Tests.Local.Processes;

public sealed class RestartPausesTests
{
    [Fact]
    public void Next_EndsThatFollowEachOther_DoublesUpToAMinute()
    {
        var pauses = new RestartPauses();

        Enumerable.Range(0, 9).Select(_ => pauses.Next(TimeSpan.Zero).TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    [Fact]
    public void Next_AfterALongLife_BeginsAgain()
    {
        var pauses = new RestartPauses();
        pauses.Next(TimeSpan.Zero);
        pauses.Next(TimeSpan.Zero);

        pauses.Next(TimeSpan.FromMinutes(1)).TotalSeconds.ShouldBe(1);
        pauses.Next(TimeSpan.Zero).TotalSeconds.ShouldBe(2);
    }
}
