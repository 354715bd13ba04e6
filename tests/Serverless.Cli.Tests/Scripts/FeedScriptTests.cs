using Serverless.Testing;

namespace Serverless.Cli.Tests.Scripts;

public sealed class FeedScriptTests : IDisposable
{
    static readonly string[] Parts = ["environment", "say", "stamp", "feed"];

    readonly TemporaryFolder _folder = new();

    public FeedScriptTests()
    {
        File.Copy(Path.Combine(Repository.Root, "Directory.Packages.props"), Path.Combine(_folder.Path, "Directory.Packages.props"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "infra"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "infra", "local"), Repository.LocalScripts);
    }

    string ModeFile => Path.Combine(_folder.Path, ".serverless", "mode.props");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ChooseMode_FeedLacksPackages_ChoosesStandInsAndNamesThem()
    {
        var run = await ChooseAsync("echo 'error NU1101: Unable to find package TorchSharp. No packages exist'; echo 'error NU1101: Unable to find package Microsoft.ML.OnnxRuntime. No'; exit 1");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("Mode: stand-ins. The feed lacks: Microsoft.ML.OnnxRuntime TorchSharp.");
        (await File.ReadAllTextAsync(ModeFile)).ShouldContain("<UseStandIns>true</UseStandIns>");
    }

    [Fact]
    public async Task ChooseMode_FeedHasAll_ChoosesPackages()
    {
        var run = await ChooseAsync("exit 0");

        run.Error.ShouldContain("Mode: packages.");
        (await File.ReadAllTextAsync(ModeFile)).ShouldContain("<UseStandIns>false</UseStandIns>");
    }

    [Fact]
    public async Task ChooseMode_FeedCannotBeAsked_FailsAndChoosesNothing()
    {
        var run = await ChooseAsync("echo 'error NU1301: Unable to load the service index for source https://feed.example/index.json.'; exit 1");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("the package feed could not be asked");
        run.Error.ShouldContain("NU1301");
        File.Exists(ModeFile).ShouldBeFalse();
    }

    [Fact]
    public async Task ChooseMode_SecondTime_DoesNotAskAgain()
    {
        await ChooseAsync("exit 0");

        var run = await ChooseAsync("echo asked >&2; exit 1");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldBeEmpty();
    }

    Task<BashRun> ChooseAsync(string dotnet) => BashRun.OfPartsAsync(_folder.Path, Parts, $"dotnet() {{ ({dotnet}); }}\nchoose_mode");
}
