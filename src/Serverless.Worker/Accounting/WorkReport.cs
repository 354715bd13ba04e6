using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Serverless.Worker.Accounting;

/// <summary>Updates the file of <c>--report</c>: one line of JSON, replaced every few seconds and at the end.</summary>
sealed class WorkReport(WorkClocks clocks, WorkerOptions options, TimeProvider time, ILogger<WorkReport> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    /// <remarks>The host stops services in reverse order of registration: this one is registered first, so that it writes last.</remarks>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Report is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        Write();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Write();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync writes the last report.
        }
    }

    void Write()
    {
        if (options.Report is not { } path)
        {
            return;
        }

        // The file is moved into place, so that a reader never sees half a line.
        var draft = path + ".new";
        try
        {
            File.WriteAllText(draft, JsonSerializer.Serialize(clocks.Read(), WorkReportJson.Default.WorkSplit) + "\n");
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A report is not worth failing a training for.
            log.ReportUnwritable(path, failure.Message);
        }
    }
}

/// <summary>The JSON serialization of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkSplit))]
sealed partial class WorkReportJson : JsonSerializerContext;
