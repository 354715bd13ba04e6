using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Datasets;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class DatasetAddCommandTests : IDisposable
{
    static readonly string Stripes = Path.Combine(Repository.Root, "examples", "stripes.npz");

    readonly TemporaryFolder _folder = new();
    readonly FakePlatform _platform = new();

    public void Dispose()
    {
        _platform.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Add_Example_PrintsWhatTheExampleRequestRefersTo()
    {
        var request = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "examples", "own-dataset.json")))!;
        var wanted = request["dataset"]!["source"]!["training"]![0]!;
        _platform.Answer("PUT /api/datasets/stripes.npz", 201, Answer.Json(new DatasetReference { Blob = "stripes.npz", Sha256 = (string)wanted["sha256"]! }));

        var run = await CliRun.OfAsync(_platform, "dataset", "add", Stripes);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        JsonNode.DeepEquals(JsonNode.Parse(run.Out), wanted).ShouldBeTrue(run.Out);
        run.Error.ShouldContain("format npz");
        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(Stripes)));
        ((string?)wanted["sha256"]).ShouldBe(sum);
        new FileInfo(Stripes).Length.ShouldBeLessThan(20_000);
    }

    [Fact]
    public async Task Add_Name_IsUsedInsteadOfTheFiles()
    {
        _platform.Answer("PUT /api/datasets/mine", 200, """{"blob":"mine","sha256":"00"}""");

        (await CliRun.OfAsync(_platform, "dataset", "add", Stripes, "--name", "mine")).Out.ShouldBe("{\"blob\":\"mine\",\"sha256\":\"00\"}\n");
    }

    [Theory]
    [InlineData("plain text", "data.npz", "is no file of a dataset")]
    [InlineData("PK\u0003\u0004", "two words.npz", "cannot be the name")]
    public async Task Add_FileThatCannotBeUsed_SendsNothing(string content, string name, string reason)
    {
        var file = Path.Combine(_folder.Path, name);
        await File.WriteAllTextAsync(file, content);

        var run = await CliRun.OfAsync(_platform, "dataset", "add", Stripes, file);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(reason);
        _platform.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_EndlessFile_IsRefused() =>
        (await CliRun.OfAsync(_platform, "dataset", "add", "/dev/zero")).Error.ShouldContain("more than the 67108864 bytes");
}
