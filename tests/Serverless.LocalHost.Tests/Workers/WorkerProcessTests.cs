using System.Collections.Concurrent;
using System.Diagnostics;
using Serverless.LocalHost.Workers;

namespace Serverless.LocalHost.Tests.Workers;

public sealed class WorkerProcessTests
{
    [Fact]
    public async Task Exited_WhileAProcessThatItStartedHoldsItsPipes_TellsTheCodeAndTheLastLines()
    {
        var lines = new ConcurrentQueue<string>();

        var worker = await WorkerProcess.StartAsync(Shell("sleep 300 & echo $!; echo last words >&2; exit 3"), lines.Enqueue);

        (await worker.Exited.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(3);
        lines.ShouldContain("last words");
        var child = int.Parse(lines.Single(line => line != "last words"), System.Globalization.CultureInfo.InvariantCulture);
        using var left = Process.GetProcessById(child);
        left.Kill();
    }

    [Fact]
    public async Task Kill_OfAProcessThatHasEnded_DoesNothing()
    {
        var worker = await WorkerProcess.StartAsync(Shell("exit 0"), _ => { });
        (await worker.Exited).ShouldBe(0);

        worker.Kill();

        worker.Id.ShouldBeGreaterThan(0);
    }

    static ProcessStartInfo Shell(string script) =>
        new("/bin/sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
}
