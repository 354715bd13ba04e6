using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Records the runs of one timer in a blob, so that one missed while the app was down is noticed.</summary>
sealed class TimerStatusStore(BlobContainerClient container, string hostId, string function)
{
    readonly BlobClient _blob = container.GetBlobClient($"timers/{hostId}/{function}/status");

    /// <summary>The record; null when there is none, or none that can be read.</summary>
    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var content = await _blob.DownloadContentAsync(cancellation);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Only the holder of the timer's lock writes here, so no condition is needed.
    public async Task WriteAsync(ScheduleStatus status, CancellationToken cancellation)
        => await _blob.UploadAsync(BinaryData.FromObjectAsJson(status), new BlobUploadOptions(), cancellation);
}
