using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Doctor_WorkingCopyThatIsNotSetUp_NamesWhatIsMissingAndTheRemedy()
    {
        var run = await CliRun.OfAsync(["doctor", "--output", "csv"], new() { ["SERVERLESS_ROOT"] = _root.Path });

        run.ExitCode.ShouldBe(ExitCodes.Failure);
        run.Out.ShouldContain(".NET SDK,ok,");
        run.Out.ShouldContain("npm packages,NOT OK,missing: ./serverless setup");
        run.Out.ShouldContain("kernels,NOT OK,not checked yet: ./serverless worker --check");
        run.Out.ShouldContain("build,NOT OK,older than the sources: ./serverless build");
        run.Out.ShouldNotContain("address");
        run.Error.ShouldContain("start one with ./serverless up");
        Directory.GetFileSystemEntries(_root.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Doctor_WorkingCopyThatIsSetUp_TellsWhatWasFound()
    {
        var state = Directory.CreateDirectory(Path.Combine(_root.Path, ".serverless")).FullName;
        await File.WriteAllTextAsync(Path.Combine(state, "kernels.json"), """{"schemaVersion": 1, "settings": {"one": "avx", "two": "default", "three": "avx"}}""");
        var azurite = Directory.CreateDirectory(Path.Combine(_root.Path, "infra/local/node_modules/azurite/dist/src")).FullName;
        await File.WriteAllTextAsync(Path.Combine(azurite, "azurite.js"), "");

        var run = await CliRun.OfAsync(["doctor", "--output", "csv"], new() { ["SERVERLESS_ROOT"] = _root.Path, ["SERVERLESS_BUILD"] = "current" });

        run.Out.ShouldContain("npm packages,ok,installed");
        run.Out.ShouldContain("kernels,ok,avx default");
        run.Out.ShouldContain("build,ok,up to date");
    }
}
