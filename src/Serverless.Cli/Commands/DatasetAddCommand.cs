using System.CommandLine;
using Serverless.Cli.Datasets;
using Serverless.Cli.Output;
using Serverless.Core.Datasets;

namespace Serverless.Cli.Commands;

/// <summary>
/// <c>dataset add FILE ...</c>: uploads files, and folders of images as zip files; the answer is the reference to each that requests use, one
/// per line.
/// </summary>
public static class DatasetAddCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = $"Files of at most {DatasetFileFormat.MaximumBytes / (1024 * 1024)} MiB, or folders of images. {DatasetFileFormat.Rule}",
            Arity = ArgumentArity.OneOrMore,
            Validators = { result => CommandOptions.RequireText(result, "FILE") },
        };
        var name = new Option<string?>("--name")
        {
            Description = "The name on the platform, instead of the file's name. Only with one FILE.",
            Validators = { result => CommandOptions.RequireText(result, "--name") },
        };
        var command = new Command("add", "Upload files of a dataset, and print the references to paste into a request.") { files, name };
        command.Validators.Add(result =>
        {
            if (result.GetResult(name) is not null && result.GetResult(files) is { Tokens.Count: > 1 })
            {
                result.AddError("--name applies to one file, but several files are given.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            // All files are read before any is sent, so that an error in the last one leaves nothing half done.
            var found = parsed.GetRequiredValue(files).Select(path => Dataset.Of(path, parsed.GetValue(name))).ToArray();
            using var client = connection.Open(parsed);
            foreach (var dataset in found)
            {
                foreach (var (called, content) in dataset.Files())
                {
                    var file = await client.Datasets.AddAsync(called, content, cancellation).ConfigureAwait(false);
                    await console.Out.WriteLineAsync(Answer.Line(file)).ConfigureAwait(false);
                }

                await console.Error.WriteLineAsync(PlainText.Of($"{dataset.Text}. Use it in dataset.source.training, validation or test."))
                    .ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The content of one of the paths, read once to check that it can be sent.</summary>
    /// <param name="Text">A description for users.</param>
    /// <param name="Files">The names and contents, which are read again when they are sent.</param>
    sealed record Dataset(string Text, Func<IEnumerable<(string Name, byte[] Content)>> Files)
    {
        public static Dataset Of(string path, string? chosen)
        {
            if (Directory.Exists(path))
            {
                var called = chosen is null ? null : NameOf(chosen);
                var images = ImageFolder.Read(path);
                return new Dataset($"{path} is uploaded, in format images: {images.Text}", () => images.Pack(called));
            }

            var name = NameOf(chosen ?? Path.GetFileName(path));
            var format = Read(path).Format;
            return new Dataset($"{path} is uploaded, in format {Answer.Line(format).Trim('"')}", () => [(name, Read(path).Content)]);
        }
    }

    static string NameOf(string name) => DatasetFile.IsPlace(name) && !name.Contains('/', StringComparison.Ordinal)
        ? name
        : throw new CliException(
            ExitCodes.Usage,
            $"'{name}' cannot be the name of a file on the platform.",
            "Names have at most 100 letters, digits, '.', '_' and '-', and are not '.' or '..'. Specify one: --name NAME");

    static (byte[] Content, DatasetFormat Format) Read(string path)
    {
        byte[]? content;
        try
        {
            using var file = File.OpenRead(path);
            content = InputFile.ReadToEnd(file, DatasetFileFormat.MaximumBytes);
        }
        catch (Exception fault) when (InputFile.IsUnreadable(fault))
        {
            throw new CliException(ExitCodes.Usage, $"The file cannot be read: {fault.Message}", "examples/stripes.npz is one to begin with.");
        }

        if (content is null)
        {
            throw new CliException(
                ExitCodes.Usage,
                $"{path} has more than the {DatasetFileFormat.MaximumBytes} bytes that the platform accepts.",
                "Split it (cifar10 and cifar100 accept any number of files), or put it into the dataset folder of the workers.");
        }

        return DatasetFileFormat.Find(content.AsSpan(0, Math.Min(content.Length, DatasetFileFormat.Beginning)), content.Length) is { } format
            ? (content, format == DatasetFormat.Npz && path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? DatasetFormat.Images : format)
            : throw new CliException(ExitCodes.Usage, $"{path} is not a dataset file.", DatasetFileFormat.Rule);
    }
}
