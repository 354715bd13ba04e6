using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Datasets;
using Serverless.Testing;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

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
    [InlineData("\u0001\u0002\u0003\u0004", "data.npz", "is not a dataset file")]
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
    public async Task Add_FolderOfImages_SendsWhatInitRefersTo()
    {
        var folder = Images();
        var path = Path.Combine(_folder.Path, "search.json");
        (await CliRun.OfAsync(["init", path, "--images", folder, "--plain"], [])).ExitCode.ShouldBe(ExitCodes.Done);
        var source = JsonNode.Parse(await File.ReadAllTextAsync(path))!["dataset"]!["source"]!;
        var (blob, sum) = ((string)source["training"]![0]!["blob"]!, (string)source["training"]![0]!["sha256"]!);
        blob.ShouldBe($"my-flowers-{sum[..8]}.zip");
        _platform.Answer($"PUT /api/datasets/{blob}", 201, """{"blob":"b","sha256":"00"}""");

        var run = await CliRun.OfAsync(_platform, "dataset", "add", folder);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Error.ShouldContain("in format images: 10 images in 2 classes (rose, tulip), 8 × 8 pixels, in colour");
        var sent = _platform.Received.ShouldHaveSingleItem();
        sent.ContentDigest.ShouldBe($"sha-256=:{Convert.ToBase64String(Convert.FromHexString(sum))}:");
        JsonNode.DeepEquals(source["shape"], JsonNode.Parse("""{ "channels": 3, "height": 8, "width": 8, "classes": 2 }""")).ShouldBeTrue();
        source["resize"].ShouldBeNull();
        (await CliRun.OfAsync(["validate", path], [])).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task Init_ImagesOfSeveralSizes_AreBroughtToOne()
    {
        var folder = Images();
        using (var large = new Image<L8>(200, 100))
        {
            await large.SaveAsPngAsync(Path.Combine(folder, "rose", "large.png"));
        }

        var run = await CliRun.OfAsync(["init", "-", "--plain", "--images", folder, "--space", "nasbench201", "--size", "30"], []);

        var source = JsonNode.Parse(run.Out)!["dataset"]!["source"]!;
        ((string?)source["resize"], (int?)source["shape"]!["height"]).ShouldBe(("crop", 28), "the space's networks take multiples of 4");
    }

    [Theory]
    [InlineData("rose/9.png", "no image", "9.png is not a PNG or JPEG image")]
    [InlineData("readme.txt", "Roses", "'readme.txt' is not a PNG or JPEG file")]
    [InlineData("9.png", "", "'9.png' is not in the folder of a class")]
    public async Task Add_FolderWithAFault_SendsNothing(string name, string content, string reason)
    {
        var folder = Images();
        await File.WriteAllTextAsync(Path.Combine(folder, name), content);

        var run = await CliRun.OfAsync(_platform, "dataset", "add", folder);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(reason);
        _platform.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_FolderWithAnImageThatIsTooLarge_NamesItAndSendsNothing()
    {
        var folder = Images();
        using (var file = File.OpenWrite(Path.Combine(folder, "tulip", "4.png")))
        {
            file.SetLength(DatasetFileFormat.MaximumBytes);
        }

        var run = await CliRun.OfAsync(_platform, "dataset", "add", folder);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("4.png has more than the 67108864 bytes");
        _platform.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_EndlessFile_IsRefused() =>
        (await CliRun.OfAsync(_platform, "dataset", "add", "/dev/zero")).Error.ShouldContain("more than the 67108864 bytes");

    string Images()
    {
        var folder = Path.Combine(_folder.Path, "my-flowers");
        foreach (var (index, name) in new[] { "rose", "tulip" }.Index())
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (var i = 0; i < 5; i++)
            {
                using var image = new Image<Rgb24>(8, 8, new Rgb24((byte)(100 * index), (byte)i, 0));
                image.SaveAsPng(Path.Combine(folder, name, $"{i}.png"));
            }
        }

        return folder;
    }
}
