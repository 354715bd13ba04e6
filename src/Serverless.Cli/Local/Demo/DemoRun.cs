using System.Globalization;
using Serverless.Cli.Api;
using Serverless.Cli.Commands;
using Serverless.Cli.Local.Platform;
using Serverless.Cli.Local.Processes;
using Serverless.Cli.Output;
using Serverless.Cli.Reports;
using Serverless.Core.Searches;

namespace Serverless.Cli.Local.Demo;

/// <summary>Runs one search from start to report, on a platform that is started for it and ends with it.</summary>
/// <param name="console">The console for the result.</param>
/// <param name="checkout">The working copy with the parts of the platform.</param>
public sealed class DemoRun(CliConsole console, Checkout checkout)
{
    const double WatchInterval = 2;

    /// <summary>Runs a request.</summary>
    /// <param name="request">The request as it was written.</param>
    /// <param name="name">The name of the request in messages.</param>
    /// <param name="output">The folder for front and report, which is created if necessary.</param>
    /// <param name="stop">The token that ends the run and its platform.</param>
    /// <returns>The hypervolume of the final front; null when there is no reference point to measure it from.</returns>
    /// <exception cref="CliException">A part of the platform or the search failed, or the front is empty.</exception>
    public async Task<double?> RunAsync(byte[] request, string name, string output, CancellationToken stop)
    {
        var run = checkout.NewRun(console.Clock);
        await using var processes = new ProcessSet(run, console.Error);
        console.Error.Say($"Starting storage, functions host and one worker; logs: {run}/{{storage,host,worker}}.log");
        var options = new LocalPlatformOptions(Path.Combine(run, "storage"), LocalPlatformOptions.NewKey(), LocalPlatformOptions.NewKey());
        var platform = await LocalPlatform.StartAsync(processes, checkout, console, options, stop).ConfigureAwait(false);

        var keyFile = Path.Combine(run, "key");
        UpFolder.WritePrivate(keyFile, platform.Key);
        console.Error.Say($"Dashboard, until it ends: {platform.Dashboard} (key: {keyFile})");
        console.Error.Say($"Searching: {name}");
        using var client = new PlatformClient(
            platform.Address, platform.Key, RequestPipeline.Create(console.Clock), message => console.Error.WriteLine($"Skipped: {PlainText.Of(message)}"));
        var id = await processes.DuringAsync(token => SearchAsync(client, request, run, token), stop).ConfigureAwait(false);

        // The worker completes its report when it ends.
        await processes.StopAsync(LocalPlatform.FirstWorker).ConfigureAwait(false);
        return await processes.DuringAsync(token => ShowAsync(client, id, LocalPlatform.WorkerReport(processes), output, token), stop).ConfigureAwait(false);
    }

    async Task<string> SearchAsync(PlatformClient client, byte[] request, string run, CancellationToken cancellation)
    {
        var search = await client.Searches.StartAsync(request, Guid.NewGuid().ToString("N"), cancellation).ConfigureAwait(false);
        WarningText.Write(console, search.Warnings ?? []);
        var status = await WatchSession.RunAsync(console, client, search.Id, WatchInterval, limit: null, cancellation, isTransient: true).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return status == ExitCodes.Done ? search.Id : throw new CliException(status, "The search did not complete.", $"Logs: {run}");
    }

    async Task<double?> ShowAsync(PlatformClient client, string id, string workerReport, string output, CancellationToken cancellation)
    {
        var written = await FrontExportCommand.ExportAsync(console, client, id, ["json", "csv", "html"], output, [workerReport], cancellation).ConfigureAwait(false);
        var search = await client.Searches.GetAsync(id, cancellation).ConfigureAwait(false);
        await console.Out.WriteLineAsync().ConfigureAwait(false);
        await FrontShowCommand.ShowAsync(console, client, id, OutputFormat.Table, cancellation).ConfigureAwait(false);
        await console.Out.WriteLineAsync().ConfigureAwait(false);
        await SearchShowCommand.WriteAsync(console, search, OutputFormat.Table).ConfigureAwait(false);
        var split = WorkerReportFile.Read(workerReport).Split;
        var saved = LimitSavings.Text(await client.Searches.ListEvaluationsAsync(id, cancellation).ConfigureAwait(false));
        string[] lines = [.. saved.Length > 0 ? ["", "limits:", saved] : Array.Empty<string>(), "", "worker split:", split.Summary, WorkerShare.Text(search, split), "", "written:", .. written.Select(path => $"  {path}")];
        foreach (var line in lines)
        {
            await console.Out.WriteLineAsync(line).ConfigureAwait(false);
        }

        return search.FrontSize > 0 ? search.Hypervolume : throw new CliException(ExitCodes.Failure, "The search completed with an empty front.");
    }
}

/// <summary>Describes for how much of a search's time its only worker was busy.</summary>
public static class WorkerShare
{
    /// <summary>Returns, for users, the share of the time that was spent on proposing, starting jobs and noticing results.</summary>
    public static string Text(SearchDocument search, WorkerSplit split)
    {
        var seconds = (search.CompletedAt - search.StartedAt)?.TotalSeconds ?? 0;
        var share = seconds > 0 ? Math.Max(0, 1 - (split.ActiveSeconds / seconds)) : 0;
        return string.Create(CultureInfo.InvariantCulture, $"orchestration: {100 * share:F1} % of the {seconds:F1} s, when the worker had nothing to do");
    }
}
