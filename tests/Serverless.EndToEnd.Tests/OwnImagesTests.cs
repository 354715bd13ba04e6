using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Datasets;
using Serverless.Core.Searches.Requests;
using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Spaces;
using Serverless.Testing;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Serverless.EndToEnd.Tests;

/// <summary>The commands of <c>docs/own-images.md</c>, run as they are written there.</summary>
[Collection(WorkerCollection.Name)]
public sealed class OwnImagesTests(SharedPlatform shared)
{
    const int Side = 16;

    [Fact]
    public async Task Commands_OfThePage_LeadToANetworkOfTheAccuracyThatIsSaid()
    {
        using var folder = new TemporaryFolder();
        Draw(Path.Combine(folder.Path, "flowers"), images: 40);
        Draw(Path.Combine(folder.Path, "flowers-test"), images: 10);
        await using var platform = await shared.BeginAsync();
        var worker = platform.StartWorker("worker-a");
        await using var commands = ChildProcess.Start(
            "bash",
            ["-euc", await CommandsAsync()],
            new Dictionary<string, string?> { ["SERVERLESS_URL"] = platform.Url, ["SERVERLESS_KEY"] = FunctionsHost.HostKey },
            folder.Path);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        (await commands.WaitForExitAsync(limit.Token)).ShouldBe(0, $"{commands.Output}\n{worker.Output}");
        var networks = Directory.GetFiles(Path.Combine(folder.Path, "networks"), "*.onnx");
        networks.ShouldNotBeEmpty();
        var request = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "flowers.json")), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        ((int?)request["budgets"]!["trainings"]).ShouldBe(6);
        foreach (var network in networks)
        {
            using var classifier = new OnnxClassifier(network, await File.ReadAllBytesAsync(network), new ImageShape(1, Side, Side, 2));
            var test = DatasetLoader.LoadTest(Dataset(folder.Path), folder: null);
            var said = (await File.ReadAllLinesAsync(Path.ChangeExtension(network, ".md"))).Single(line => line.StartsWith("| testAccuracy |", StringComparison.Ordinal));

            classifier.AccuracyPercent(test.Pixels, test.Labels).ShouldBe(double.Parse(said.Split('|')[2]), 1e-3);
            classifier.Metadata["classNames"].ShouldBe("""["rose","tulip"]""");
        }
    }

    static async Task<string> CommandsAsync()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", "own-images.md"));
        return page.Split("```bash\n")[1].Split("```")[0].Replace("./serverless", $"dotnet '{RepositoryPaths.Assembly("Serverless.Cli")}'", StringComparison.Ordinal);
    }

    /// <summary>Stripes across for one class, along for the other, with noise.</summary>
    static void Draw(string folder, int images)
    {
        var random = new Random(images);
        foreach (var (index, name) in new[] { "rose", "tulip" }.Index())
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (var i = 0; i < images; i++)
            {
                using var image = new Image<L8>(Side, Side);
                var phase = random.Next(4);
                for (var pixel = 0; pixel < Side * Side; pixel++)
                {
                    var (y, x) = Math.DivRem(pixel, Side);
                    image[x, y] = new L8((byte)((((index == 0 ? y : x) + phase) / 2 % 2 * 120) + random.Next(120)));
                }

                image.SaveAsPng(Path.Combine(folder, name, $"{i}.png"));
            }
        }
    }

    /// <summary>The split as <c>init</c> makes it, read from the folders.</summary>
    static DatasetSpecification Dataset(string folder) => new()
    {
        Name = "flowers",
        TrainingImages = 64,
        ValidationImages = 16,
        Source = new DatasetSource
        {
            Format = DatasetFormat.Images,
            Shape = new ImageShape(1, Side, Side, 2),
            Training = [new DatasetFile { Path = Path.Combine(folder, "flowers") }],
            Test = [new DatasetFile { Path = Path.Combine(folder, "flowers-test") }],
        },
    };
}
