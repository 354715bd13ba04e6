using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Algorithms.Options;
using Serverless.Cli.Datasets;
using Serverless.Cli.Local;
using Serverless.Cli.Output;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Cli.Commands;

/// <summary><c>init [FILE]</c>: writes a request to begin with.</summary>
public static class InitCommand
{
    const string Usual = "search.json";
    const int LeastSize = 4;
    const int MostSize = 512;
    const int MostTrainings = 1_000_000;

    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static Command Create(CliConsole console)
    {
        var file = new Argument<string>("FILE")
        {
            Description = $"Where to write it; '{InputFile.StandardInput}': standard output. Default: {Usual}.",
            DefaultValueFactory = _ => Usual,
            Validators = { result => CommandOptions.RequireText(result, "FILE") },
        };
        var space = new Option<string>("--space") { Description = "The search space.", DefaultValueFactory = _ => "nasbench201-canonical" };
        space.AcceptOnlyFromAmong([.. SearchSpaces.Trainable]);
        var algorithm = new Option<string>("--algorithm") { Description = "The algorithm; auto lets the platform choose.", DefaultValueFactory = _ => AutoAlgorithm.Name };
        algorithm.AcceptOnlyFromAmong([AutoAlgorithm.Name, .. AlgorithmDescription.Names]);
        var device = new Option<string>("--device")
        {
            Description = "The device that latencies are measured on, or looked up for.",
            DefaultValueFactory = _ => "local-cpu",
            Validators = { result => CommandOptions.RequireId(result, "--device") },
        };
        var trainings = new Option<int>("--trainings")
        {
            Description = "How many candidates are trained.",
            DefaultValueFactory = _ => 24,
            Validators = { result => CommandOptions.Check<int>(result, value => value is >= 1 and <= MostTrainings, $"--trainings is 1 to {MostTrainings}.") },
        };
        var images = new Option<string?>("--images")
        {
            Description = "A folder of PNG and JPEG images to search on, with a folder in it for each class. Upload it with dataset add.",
            Validators = { result => CommandOptions.RequireText(result, "--images") },
        };
        var testImages = new Option<string?>("--test-images")
        {
            Description = "A folder of images that only the final front is judged on, laid out likewise.",
            Validators = { result => CommandOptions.RequireText(result, "--test-images") },
        };
        var size = new Option<int?>("--size")
        {
            Description = "Height and width that the images are brought to, in pixels.",
            Validators = { result => CommandOptions.Check<int>(result, value => value is >= LeastSize and <= MostSize, $"--size is {LeastSize} to {MostSize} pixels.") },
        };
        var force = new Option<bool>("--force") { Description = "Write over a file that is there." };
        var command = new Command("init", "Write a request to begin with, and say what in it to change.") { file, space, algorithm, device, trainings, images, testImages, size, force };
        command.Validators.Add(result =>
        {
            if (result.GetResult(images) is null && (result.GetResult(testImages) ?? result.GetResult(size)) is not null)
            {
                result.AddError("--test-images and --size are of images of your own; name their folder with --images.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var request = Request(parsed.GetRequiredValue(space), parsed.GetRequiredValue(algorithm), parsed.GetRequiredValue(device), parsed.GetValue(trainings));
            var folder = parsed.GetValue(images);
            if (folder is not null)
            {
                request["dataset"] = OwnImages.Section(folder, parsed.GetValue(testImages), parsed.GetValue(size), SearchSpaces.Find(parsed.GetRequiredValue(space))!);
                request["training"] = new JsonObject { ["epochs"] = 12, ["batchSize"] = 32 };
            }

            if (AlgorithmDescription.Find(parsed.GetRequiredValue(algorithm)) is { DecidesFidelities: true } staged)
            {
                FidelityDraft.Fit(request, staged, parsed.GetValue(trainings));
            }

            if (SchemaFor(console, path) is { } schema)
            {
                request.Insert(0, "$schema", schema);
            }

            await WriteAsync(console, path, request.ToJsonString(Readable), parsed.GetValue(force), cancellation).ConfigureAwait(false);
            foreach (var line in Notes(InputFile.Name(path), folder is null ? [] : parsed.GetValue(testImages) is { } test ? [folder, test] : [folder]))
            {
                await console.Error.WriteLineAsync(line).ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    static JsonObject Request(string space, string algorithm, string device, int trainings) => new()
    {
        ["name"] = "my-search",
        ["space"] = new JsonObject { ["name"] = space, ["channels"] = 4 },
        ["dataset"] = new JsonObject { ["name"] = "fashion-mnist", ["trainingImages"] = 4096, ["validationImages"] = 2000 },
        ["objectives"] = new JsonArray(
            new JsonObject { ["metric"] = "accuracy", ["goal"] = "maximise" },
            new JsonObject { ["metric"] = "latencyMs", ["goal"] = "minimise", ["device"] = device }),
        ["algorithm"] = new JsonObject { ["name"] = algorithm },
        ["training"] = new JsonObject { ["epochs"] = 4 },
        ["budgets"] = new JsonObject { ["trainings"] = trainings, ["wallClockSeconds"] = 3600 },
        ["seed"] = 1,
    };

    /// <summary>How a file names the schema of requests; null where it is not known where that is.</summary>
    static string? SchemaFor(CliConsole console, string path) => path == InputFile.StandardInput || Checkout.Find(console.Variable) is not { } checkout
        ? null
        : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.Combine(checkout.Root, "docs", "schemas", "search-request.json"));

    static async Task WriteAsync(CliConsole console, string path, string request, bool isForced, CancellationToken cancellation)
    {
        if (path == InputFile.StandardInput)
        {
            await console.Out.WriteLineAsync(request).ConfigureAwait(false);
            return;
        }

        try
        {
            await using var written = new FileStream(path, isForced ? FileMode.Create : FileMode.CreateNew);
            await using var text = new StreamWriter(written);
            await text.WriteLineAsync(request.AsMemory(), cancellation).ConfigureAwait(false);
        }
        catch (IOException) when (!isForced && File.Exists(path))
        {
            throw new CliException(ExitCodes.Conflict, $"{PlainText.Of(path)} is there already.", "Name another file, or write over it with --force.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Failure, $"{PlainText.Of(path)} cannot be written: {fault.Message}");
        }

        await console.Out.WriteLineAsync(PlainText.Of(path)).ConfigureAwait(false);
    }

    // For a shell, where it would take the name for several words.
    static string Quoted(string path) => path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-')
        ? path
        : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    static IEnumerable<string> Notes(string name, IReadOnlyList<string> folders) =>
    [
        "What to change:",
        "  space       channels and cellsPerStage say how large the networks are",
        "  dataset     images of your own: init --images FOLDER, or docs/datasets.md",
        "  objectives  a threshold says from where on a value is worth nothing; constraints rule candidates out before they are trained",
        "  training    epochs, rungs that stop poor candidates early, optimiser, augmentation: docs/search-requests.md",
        "  budgets     whatever is used up first ends the search: docs/budgets.md",
        $"Then: {(folders.Count > 0 ? $"serverless dataset add {string.Join(' ', folders.Select(Quoted))}; " : "")}serverless validate {name}; serverless search start {name} --watch",
    ];
}
