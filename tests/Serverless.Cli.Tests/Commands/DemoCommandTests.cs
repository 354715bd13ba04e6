using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Demo_NoSuchRequest_SaysSoAndStartsNothing()
    {
        var run = await CliRun.OfAsync(["demo", "/no/such/file"], new() { ["SERVERLESS_ROOT"] = _root.Path });

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("/no/such/file");
        run.Error.ShouldContain("Start with examples/quickstart.json.");
        Directory.Exists(Path.Combine(_root.Path, ".serverless")).ShouldBeFalse();
    }

    [Fact]
    public async Task Demo_PairedWithoutASurrogate_SaysSoAndStartsNothing()
    {
        var request = Path.Combine(_root.Path, "request.json");
        await File.WriteAllTextAsync(request, "{}");

        var run = await CliRun.OfAsync(["demo", "--paired", "2", "--output", _root.Path, request], new() { ["SERVERLESS_ROOT"] = _root.Path });

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("does not use a surrogate");
        Directory.Exists(Path.Combine(_root.Path, ".serverless")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("100")]
    [InlineData("many")]
    public async Task Demo_PairedWithAnOddNumber_IsAUsageError(string seeds)
    {
        var run = await CliRun.OfAsync(["demo", "--paired", seeds], new() { ["SERVERLESS_ROOT"] = _root.Path });

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("--paired");
    }
}
