using Serverless.Testing;

namespace Serverless.Architecture.Tests.Infrastructure;

/// <summary>The Azure deployment compiles against the resource types that the compiler knows.</summary>
public sealed class BicepTests
{
    [Fact]
    public async Task Lint_OfWhatIsDeployed_SaysNothing() => (await Bicep.RunAsync(Bicep.Folder, "lint", "main.bicep")).ShouldBe((0, ""));

    [Theory]
    [InlineData("modules/storage.bicep", "allowSharedKeyAccess", "allowSharedKeyAcess")]
    [InlineData("modules/functions.bicep", "maximumInstanceCount", "maximumInstances")]
    public async Task Lint_WithAMisspeltProperty_NamesIt(string file, string property, string misspelt)
    {
        using var copy = new TemporaryFolder();
        foreach (var source in Directory.EnumerateFiles(Bicep.Folder, "*.*", SearchOption.AllDirectories).Where(IsCompiled))
        {
            var target = Path.Combine(copy.Path, Path.GetRelativePath(Bicep.Folder, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        var path = Path.Combine(copy.Path, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace($"{property}:", $"{misspelt}:", StringComparison.Ordinal));

        var (_, output) = await Bicep.RunAsync(copy.Path, "lint", "main.bicep");

        output.ShouldContain($"\"{misspelt}\" is not allowed");
    }

    /// <remarks>With <c>--mode overwrite</c> the same command writes it again: what changes there is what a deployment changes.</remarks>
    [Fact]
    public async Task Snapshot_OfEverything_IsTheOneThatIsKept() =>
        (await Bicep.RunAsync(
            Bicep.Folder,
            [
                "snapshot", "complete.bicepparam", "--mode", "validate",
                "--subscription-id", Guid.Empty.ToString(), "--resource-group", "example", "--location", "swedencentral",
            ])).ShouldBe((0, ""));

    static bool IsCompiled(string path) => Path.GetExtension(path) is ".bicep" || Path.GetFileName(path) == "bicepconfig.json";
}
