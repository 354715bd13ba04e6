using Serverless.Testing;

namespace Serverless.Cli.Tests.Scripts;

public sealed class RestoreScriptTests : IDisposable
{
    static readonly string[] Parts = ["environment", "build"];

    readonly TemporaryFolder _folder = new();

    public RestoreScriptTests()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "Directory.Packages.props"), "<Project/>");
        foreach (var source in (string[])["src", "functions", "tests"])
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, source));
        }

        File.WriteAllText(Path.Combine(_folder.Path, "global.json"), "{}");
        File.WriteAllText(Path.Combine(_folder.Path, "Serverless.sln"), "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RestorePackages_FeedServesALaterVersion_NamesPackagePinAndWhatIsServed()
    {
        var run = await RestoreAsync(
            "a.csproj : error NU1603: Warning As Error: a depends on Some.Package (>= 2.1.0) but Some.Package 2.1.0 was not found. Some.Package 2.1.1 was resolved instead. [x.sln]");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("  Some.Package (>= 2.1.0) but Some.Package 2.1.0 was not found. Some.Package 2.1.1 was resolved instead.");
        run.Error.ShouldContain("Directory.Packages.props");
    }

    [Fact]
    public async Task RestorePackages_FeedServesOnlyEarlierVersions_NamesTheNearest()
    {
        var run = await RestoreAsync(
            """
            a.csproj : error NU1102: Unable to find package Some.Package with version (>= 2.1.0)
            a.csproj : error NU1102:   - Found 3 version(s) in nuget.org [ Nearest version: 2.0.9 ]
            """);

        run.Error.ShouldContain("  Unable to find package Some.Package with version (>= 2.1.0)\n    - Found 3 version(s) in nuget.org [ Nearest version: 2.0.9 ]\n");
    }

    [Fact]
    public async Task RestorePackages_ManyProjectsAskForTheSame_SaysItOnce()
    {
        var run = await RestoreAsync(
            """
            a.csproj : error NU1101: Unable to find package Some.Package. No packages exist with this id in source(s): nuget.org
            b.csproj : error NU1101: Unable to find package Some.Package. No packages exist with this id in source(s): nuget.org
            """);

        run.Error.Split("Unable to find package Some.Package.").Length.ShouldBe(2);
    }

    [Fact]
    public async Task RestorePackages_FeedDoesNotAnswer_ShowsTheOutputAndBlamesNoPin()
    {
        var run = await RestoreAsync("error NU1301: Unable to load the service index for source https://feed.example/index.json.");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("packages could not be restored");
        run.Error.ShouldContain("NU1301");
        run.Error.ShouldNotContain("pinned");
    }

    [Fact]
    public async Task RestorePackages_SecondTime_DoesNotAskAgain()
    {
        await BashRun.OfPartsAsync(_folder.Path, Parts, "dotnet() { mkdir -p \"$ROOT/artifacts/obj\"; }\nrestore_packages");

        var run = await BashRun.OfPartsAsync(_folder.Path, Parts, "dotnet() { echo asked >&2; return 1; }\nrestore_packages");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldBeEmpty();
    }

    Task<BashRun> RestoreAsync(string output) =>
        BashRun.OfPartsAsync(_folder.Path, Parts, $"dotnet() {{ printf '%s\\n' \"$OUTPUT\"; return 1; }}\nrestore_packages", new() { ["OUTPUT"] = output });
}
