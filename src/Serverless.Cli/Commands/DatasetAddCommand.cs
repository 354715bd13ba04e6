using System.CommandLine;
using Serverless.Cli.Output;
using Serverless.Core.Datasets;

namespace Serverless.Cli.Commands;

/// <summary><c>dataset add FILE ...</c>: uploads files; the answer is what a request refers to each by, one a line.</summary>
public static class DatasetAddCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = $"Files of at most {DatasetFileFormat.MaximumBytes / (1024 * 1024)} MiB. {DatasetFileFormat.Rule}",
            Arity = ArgumentArity.OneOrMore,
            Validators = { result => CommandOptions.RequireText(result, "FILE") },
        };
        var name = new Option<string?>("--name")
        {
            Description = "What to call it on the platform, instead of the file's name. Only with one FILE.",
            Validators = { result => CommandOptions.RequireText(result, "--name") },
        };
        var command = new Command("add", "Upload files of a dataset, and print the references to paste into a request.") { files, name };
        command.Validators.Add(result =>
        {
            if (result.GetResult(name) is not null && result.GetResult(files) is { Tokens.Count: > 1 })
            {
                result.AddError("--name names one file; there are several.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            // All are read before any is sent: a fault in the last one leaves nothing half done.
            var found = parsed.GetRequiredValue(files).Select(path => (Name: NameOf(path, parsed.GetValue(name)), Path: path)).ToArray();
            foreach (var (_, path) in found)
            {
                Read(path);
            }

            using var client = connection.Open(parsed);
            foreach (var (called, path) in found)
            {
                var (content, format) = Read(path);
                var file = await client.Datasets.AddAsync(called, content, cancellation).ConfigureAwait(false);
                await console.Out.WriteLineAsync(Answer.Line(file)).ConfigureAwait(false);
                await console.Error.WriteLineAsync(PlainText.Of($"{path} is there, in format {Answer.Line(format).Trim('"')}. It goes into dataset.source.training or dataset.source.test."))
                    .ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    static string NameOf(string path, string? chosen)
    {
        var name = chosen ?? Path.GetFileName(path);
        return DatasetFile.IsPlace(name) && !name.Contains('/', StringComparison.Ordinal)
            ? name
            : throw new CliException(
                ExitCodes.Usage,
                $"'{name}' cannot be the name of a file on the platform.",
                "Names have at most 100 letters, digits, '.', '_' and '-', and are not '.' or '..'. Give one: --name NAME");
    }

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
                $"{path} has more than the {DatasetFileFormat.MaximumBytes} bytes that the platform takes.",
                "Split it (cifar10 and cifar100 take any number of files), or put it into the workers' folder of datasets.");
        }

        return DatasetFileFormat.Find(content.AsSpan(0, Math.Min(content.Length, DatasetFileFormat.Beginning)), content.Length) is { } format
            ? (content, format)
            : throw new CliException(ExitCodes.Usage, $"{path} is no file of a dataset.", DatasetFileFormat.Rule);
    }
}
