using System.CommandLine;
using Serverless.Algorithms.Options;
using Serverless.Cli.Drafts;
using Serverless.Cli.Local;
using Serverless.Cli.Output;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Cli.Commands;

/// <summary><c>init [FILE]</c>: writes a draft of a request; at a terminal, and without options, it asks what the request is for.</summary>
public static class InitCommand
{
    const string Usual = "search.json";
    const int LeastSize = 4;
    const int MostSize = 512;

    public static Command Create(CliConsole console)
    {
        var usual = new DraftChoices();
        var file = new Argument<string>("FILE")
        {
            Description = $"The file to write; '{InputFile.StandardInput}' is standard output. Default: {Usual}.",
            DefaultValueFactory = _ => Usual,
            Validators = { result => CommandOptions.RequireText(result, "FILE") },
        };
        var space = new Option<string>("--space") { Description = "The search space.", DefaultValueFactory = _ => usual.Space };
        space.AcceptOnlyFromAmong([.. SearchSpaces.Trainable]);
        var algorithm = new Option<string>("--algorithm") { Description = "The algorithm; with auto the platform chooses it.", DefaultValueFactory = _ => usual.Algorithm };
        algorithm.AcceptOnlyFromAmong([AutoAlgorithm.Name, .. AlgorithmDescription.Names]);
        var objectives = new Option<string>("--objectives")
        {
            Description = $"The objectives: {DraftChoices.ObjectivesRule}.",
            DefaultValueFactory = _ => string.Join(',', usual.Objectives.Select(metric => metric.Name)),
            Validators =
            {
                result => CommandOptions.Check<string>(result, value => value is null || DraftChoices.ReadObjectives(value) is not null, $"--objectives must be {DraftChoices.ObjectivesRule}."),
            },
        };
        var device = new Option<string>("--device")
        {
            Description = "The device whose latencies are measured or looked up.",
            DefaultValueFactory = _ => usual.Device,
            Validators = { result => CommandOptions.RequireId(result, "--device") },
        };
        var trainings = new Option<int>("--trainings")
        {
            Description = "The number of candidates to train.",
            DefaultValueFactory = _ => usual.Trainings,
            Validators =
            {
                result => CommandOptions.Check<int>(result, value => value is >= 1 and <= DraftChoices.MostTrainings, $"--trainings must be 1 to {DraftChoices.MostTrainings}."),
            },
        };
        var images = new Option<string?>("--images")
        {
            Description = "A folder of PNG and JPEG images to search on, with one subfolder for each class. Upload it with dataset add.",
            Validators = { result => CommandOptions.RequireText(result, "--images") },
        };
        var testImages = new Option<string?>("--test-images")
        {
            Description = "A folder of images in the same layout, used only to test the final front.",
            Validators = { result => CommandOptions.RequireText(result, "--test-images") },
        };
        var size = new Option<int?>("--size")
        {
            Description = "The height and width to which the images are resized, in pixels.",
            Validators = { result => CommandOptions.Check<int>(result, value => value is >= LeastSize and <= MostSize, $"--size must be {LeastSize} to {MostSize} pixels.") },
        };
        var force = new Option<bool>("--force") { Description = "Overwrite an existing file." };
        var plain = new Option<bool>("--plain") { Description = "Omit the comments, for programs that read only strict JSON." };
        Option[] choosing = [space, algorithm, objectives, device, trainings, images, testImages, size];
        var command = new Command(
            "init", "Write a request to start with; comments in it explain what to change. At a terminal, and without options, it asks for the settings.") { file };
        foreach (var option in choosing.Concat([force, plain]))
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(images) is null && (result.GetResult(testImages) ?? result.GetResult(size)) is not null)
            {
                result.AddError("--test-images and --size need images of your own; specify their folder with --images.");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(algorithm)?.Tokens is [{ Value: var name }] && AlgorithmDescription.Find(name) is { HandsWeightsOn: true })
            {
                result.AddError($"--algorithm {name} needs a search space of your own, which init does not write: start with examples/own-space-cnn.json.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            RequireFree(path, parsed.GetValue(force));
            var choices = console.CanAsk && choosing.All(option => parsed.GetResult(option) is null or { Implicit: true })
                ? await AskAsync(console, cancellation).ConfigureAwait(false)
                : usual with
                {
                    Space = parsed.GetRequiredValue(space),
                    Algorithm = parsed.GetRequiredValue(algorithm),
                    Objectives = DraftChoices.ReadObjectives(parsed.GetRequiredValue(objectives))!, // it was checked
                    Device = parsed.GetRequiredValue(device),
                    Trainings = parsed.GetValue(trainings),
                    Images = parsed.GetValue(images),
                    TestImages = parsed.GetValue(testImages),
                    Size = parsed.GetValue(size),
                };
            var request = RequestDraft.Write(choices, SchemaFor(console, path));
            var text = parsed.GetValue(plain) ? RequestText.Plain(request) : RequestText.Commented(request, choices);
            await WriteAsync(console, path, text, parsed.GetValue(force), cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync(Next(path == InputFile.StandardInput ? "FILE" : path, [.. new[] { choices.Images, choices.TestImages }.OfType<string>()])).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    static async Task<DraftChoices> AskAsync(CliConsole console, CancellationToken cancellation)
    {
        using var questions = new DraftQuestions(console);
        return await questions.AskAsync(new DraftChoices(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Returns how a file refers to the schema of requests; null when the location of the schema is not known.</summary>
    static string? SchemaFor(CliConsole console, string path) => path == InputFile.StandardInput || Checkout.Find(console.Variable) is not { } checkout
        ? null
        : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.Combine(checkout.Root, "docs", "schemas", "search-request.json"));

    /// <summary>Checks that the file can be written, before questions are asked or images are read.</summary>
    static void RequireFree(string path, bool isForced)
    {
        if (!isForced && path != InputFile.StandardInput && File.Exists(path))
        {
            throw new CliException(ExitCodes.Conflict, $"{PlainText.Of(path)} already exists.", "Specify another file, or overwrite it with --force.");
        }
    }

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
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            RequireFree(path, isForced);
            throw new CliException(ExitCodes.Failure, $"{PlainText.Of(path)} cannot be written: {fault.Message}");
        }

        await console.Out.WriteLineAsync(PlainText.Of(path)).ConfigureAwait(false);
    }

    // Quoted for a shell, which would otherwise split the name into several words.
    static string Quoted(string path) => path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-')
        ? path
        : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    static string Next(string name, IReadOnlyList<string> folders) =>
        $"Edit it as needed: docs/search-requests.md. Then: {(folders.Count > 0 ? $"serverless dataset add {string.Join(' ', folders.Select(Quoted))}; " : "")}"
        + $"serverless validate {name}; serverless search start {name} --watch";
}
