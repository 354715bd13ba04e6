using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Executors;
using Newtonsoft.Json;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Timers;

/// <summary>Records when timers ran, in a blob each, so that a run missed while no host was running is made up for at the next start.</summary>
/// <remarks>
/// Container and names are those of Azure's host. A write replaces only the version that was read; the later of two schedules is kept.
/// </remarks>
sealed class BlobScheduleMonitor(StorageAccount storage, IHostIdProvider host, ILoggerFactory logs) : ScheduleMonitor
{
    const string Container = "azure-webjobs-hosts";
    const int Attempts = 3;

    readonly ILogger _log = logs.CreateLogger(HostLog.Category);
    readonly ConcurrentDictionary<string, ETag> _read = new();

    /// <inheritdoc/>
    public override async Task<ScheduleStatus> GetStatusAsync(string timerName)
    {
        try
        {
            var blob = await (await BlobAsync(timerName)).DownloadContentAsync();
            _read[timerName] = blob.Value.Details.ETag;
            return JsonConvert.DeserializeObject<ScheduleStatus>(blob.Value.Content.ToString())!;
        }
        catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            // On the very first start nothing is overdue.
            return null!;
        }
        catch (JsonException broken)
        {
            _log.ScheduleNotStored(timerName, broken.Message);
            return null!;
        }
    }

    /// <inheritdoc/>
    public override async Task UpdateStatusAsync(string timerName, ScheduleStatus status)
    {
        var blob = await BlobAsync(timerName);
        var content = BinaryData.FromString(JsonConvert.SerializeObject(status));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var condition = _read.TryGetValue(timerName, out var etag)
                    ? new BlobRequestConditions { IfMatch = etag }
                    : new BlobRequestConditions { IfNoneMatch = ETag.All };
                var written = await blob.UploadAsync(content, new BlobUploadOptions { Conditions = condition });
                _read[timerName] = written.Value.ETag;
                return;
            }
            catch (RequestFailedException changed) when (
                changed.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed && attempt < Attempts)
            {
                if (await GetStatusAsync(timerName) is { } stored && stored.Next > status.Next)
                {
                    return;
                }
            }
            catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound && attempt < Attempts)
            {
                // The blob or its container was deleted, for example when storage was cleaned up.
                _read.TryRemove(timerName, out _);
                await storage.Blobs.GetBlobContainerClient(Container).CreateIfNotExistsAsync();
            }
        }
    }

    async Task<BlobClient> BlobAsync(string timerName) => storage.Blobs.GetBlobContainerClient(Container)
        .GetBlobClient($"timers/{await host.GetHostIdAsync(CancellationToken.None)}/{timerName}/status");
}
