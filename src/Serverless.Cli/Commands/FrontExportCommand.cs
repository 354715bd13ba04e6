using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;
using Serverless.Cli.Reports;
using Serverless.Core.Fronts;

namespace Serverless.Cli.Commands;

/// <summary><c>front export ID</c>: writes the front to files; the answer is their paths.</summary>
public static class FrontExportCommand
{
    static readonly string[] Reports = ["json", "csv", "html"];

    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var formats = new Option<string[]>("--format")
        {
            Description = "json, csv or html, or for each candidate's trained network onnx, safetensors, recipe or card; may be given several times. Default: json, csv and html.",
            AllowMultipleArgumentsPerToken = true,
        };
        formats.AcceptOnlyFromAmong([.. Reports, .. ModelDownload.Formats]);
        var candidates = CommandOptions.Candidates("The candidates whose networks are written. Default: all of the front.");
        var folder = new Option<string>("--output", "-o")
        {
            Description = "The folder to write to; created if it does not exist.",
            HelpName = "DIR",
            DefaultValueFactory = _ => ".",
            Validators = { result => CommandOptions.RequireText(result, "--output") },
        };
        var choice = new FrontChoice();
        var workers = new Option<string[]>("--worker-report")
        {
            Description = "A file that a worker wrote with --report; its time split is added to report.html. May be given several times.",
            HelpName = "FILE",
        };
        var command = new Command("export", "Write front.json, front.csv and report.html, or the trained networks of the front.") { id, formats, candidates, folder, workers };
        foreach (var option in choice.Options)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var chooses = choice.IsIn(parsed);
            var wanted = parsed.GetValue(formats) is { Length: > 0 } some ? some : chooses ? ["json", "csv"] : ["json", "csv", "html"];
            var (search, into) = (parsed.GetRequiredValue(id), parsed.GetRequiredValue(folder));
            var named = CommandOptions.ListOf(parsed.GetValue(candidates));
            if (chooses && (named is { Count: > 0 } || wanted.Contains("html")))
            {
                throw new CliException(
                    ExitCodes.Usage,
                    named is { Count: > 0 } ? "--candidates cannot be combined with options that select members." : "report.html shows the whole front, not selected members.",
                    "Remove one of them.");
            }

            string[] reports = [.. wanted.Intersect(Reports)];
            var chosen = chooses ? choice.Apply(parsed, await client.Searches.GetFrontAsync(search, cancellation).ConfigureAwait(false)) : null;
            IReadOnlyList<string> paths =
            [
                .. reports.Length > 0 ? await ExportAsync(console, client, search, reports, into, parsed.GetValue(workers) ?? [], cancellation, chosen).ConfigureAwait(false) : [],
                .. await ModelDownload.WriteAsync(
                    client, search, [.. wanted.Except(Reports)], chosen is null ? named : [.. chosen.Members.Select(member => member.Candidate.Value)], into, cancellation).ConfigureAwait(false),
            ];
            foreach (var path in paths)
            {
                await console.Out.WriteLineAsync(path).ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Writes the front of a search to files.</summary>
    /// <param name="console">The console, which has the clock.</param>
    /// <param name="client">The platform.</param>
    /// <param name="search">The id of the search.</param>
    /// <param name="formats">Some of <c>json</c>, <c>csv</c> and <c>html</c>.</param>
    /// <param name="folder">The folder for the files, which is created if necessary.</param>
    /// <param name="workerReports">The files that workers wrote for their <c>--report</c>.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <param name="chosen">The front with the members to write; null: all.</param>
    /// <returns>The paths of the files.</returns>
    public static async Task<IReadOnlyList<string>> ExportAsync(
        CliConsole console,
        PlatformClient client,
        string search,
        IReadOnlyList<string> formats,
        string folder,
        IReadOnlyList<string> workerReports,
        CancellationToken cancellation,
        FrontDocument? chosen = null)
    {
        var texts = new List<(string Name, string Text)>();
        foreach (var format in formats.Distinct())
        {
            texts.Add(format switch
            {
                "json" => ("front.json", Answer.Json(chosen ?? await client.Searches.GetFrontAsync(search, cancellation).ConfigureAwait(false)) + "\n"),
                "csv" => ("front.csv", FrontLines.Of(await client.Searches.GetFrontCsvAsync(search, cancellation).ConfigureAwait(false), chosen)),
                _ => ("report.html", HtmlReport.Write(await CollectAsync(client, search, workerReports, console.Clock, cancellation).ConfigureAwait(false))),
            });
        }

        return Write(folder, texts);
    }

    static async Task<ReportData> CollectAsync(PlatformClient client, string id, IReadOnlyList<string> workers, TimeProvider clock, CancellationToken cancellation)
    {
        (string, WorkerSplit)[] splits = [.. workers.Select(WorkerReportFile.Read)];
        var answers = await client.Searches.GetAnswersAsync(id, cancellation).ConfigureAwait(false);
        return ReportData.Of(answers, clock.GetUtcNow()) with { Workers = splits };
    }

    static IReadOnlyList<string> Write(string folder, List<(string Name, string Text)> texts)
    {
        try
        {
            var full = Directory.CreateDirectory(folder).FullName;
            return [.. texts.Select(file =>
            {
                var path = Path.Combine(full, file.Name);
                File.WriteAllText(path, file.Text);
                return path;
            })];
        }
        catch (Exception fault) when (InputFile.IsUnreadable(fault))
        {
            throw new CliException(ExitCodes.Failure, $"Nothing can be written to {folder}: {fault.Message}", "Specify another folder: --output DIR");
        }
    }
}
