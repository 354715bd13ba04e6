using Serverless.Cli.Local.Processes;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Local.Processes;

public sealed class LogFileTests
{
    [Fact]
    public void Tail_LongFile_IsItsLastLines()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "log");
        File.WriteAllLines(path, Enumerable.Range(1, 50_000).Select(line => $"line {line}"));

        LogFile.Tail(path, 2).ShouldBe(["line 49999", "line 50000"]);
    }

    [Fact]
    public void Tail_NoFile_IsEmpty() => LogFile.Tail("/no/such/file", 2).ShouldBeEmpty();
}
