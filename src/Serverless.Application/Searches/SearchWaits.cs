using System.Globalization;
using Serverless.Application.Jobs;
using Serverless.Application.Leases;
using Serverless.Application.Storage;
using Serverless.Core.Devices;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>Determines what a search waits for; this happens on request, so that searches that nobody watches cost nothing more.</summary>
public sealed class SearchWaits(SearchDocuments searches, QueueLook queues, ExternalWaits external, TimeProvider time)
{
    /// <summary>The longest wait that is not reported: a worker that has been idle for long polls every 37 s.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <returns>What the search waits for; null when it waits for nothing, or not for long.</returns>
    public async Task<IReadOnlyList<SearchWait>?> FindAsync(SearchDocument state, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        var now = time.GetUtcNow();
        var waits = state.State == SearchStatus.Running && state.StartedAt + Patience < now
            ? await ForJobsAsync(state, cancellation)
            : [.. new[] { ForPause(state) }.OfType<SearchWait>()];
        waits = [.. waits.Where(wait => wait.Since + Patience <= now)];
        return waits.Count == 0 ? null : waits;
    }

    async Task<IReadOnlyList<SearchWait>> ForJobsAsync(SearchDocument state, CancellationToken cancellation)
    {
        SearchRequest request;
        try
        {
            request = await searches.ReadRequestAsync(state.Id, cancellation);
        }
        catch (DocumentException)
        {
            // The next activity of the search fails for the same reason and reports it.
            return [];
        }

        if (request.IsExternal)
        {
            return await external.FindAsync(state.Id, cancellation) is { } wait ? [wait] : [];
        }

        string?[] devices = [null, .. request.Devices];
        var views = await Task.WhenAll(devices.Select(device => queues.AtAsync(device, cancellation)));
        return [.. views.Select(view => ForQueue(state, view)).OfType<SearchWait>()];
    }

    /// <summary>Returns the wait of a search that has a job in a queue from which nobody takes it; null when there is none. Pure.</summary>
    public static SearchWait? ForQueue(SearchDocument state, QueueView queue)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(queue);
        List<WorkerHeartbeat> alive = [.. queue.Alive];
        if (Oldest(state, queue, alive.Count > 0) is not { } since || alive.Exists(worker => worker.Searches.Contains(state.Id)))
        {
            return null;
        }

        // The age of a message counts from when it was queued, even if a worker had it and died.
        return new SearchWait
        {
            Kind = queue.Device is null ? SearchWaitKind.Worker : SearchWaitKind.Device,
            What = queue.Device switch
            {
                null => "a worker",
                var device when device == DeviceDefinition.LocalCpu.Id => $"a worker that measures on '{device}'",
                var device => $"an agent of device '{device}'",
            },
            Since = alive.Count == 0 && queue.LastHeartbeat > since ? queue.LastHeartbeat.Value : since,
            Queue = queue.Name,
            QueueLength = queue.Length,
            LastHeartbeat = queue.LastHeartbeat,
            Remedy = Remedy(queue.Device, alive.Count),
        };
    }

    // There can be more messages than those that were peeked; where nobody takes any, messages of this search are among them.
    static DateTimeOffset? Oldest(SearchDocument state, QueueView queue, bool isServed)
    {
        var own = queue.Waiting.Where(job => job.SearchId == state.Id).Select(job => (DateTimeOffset?)job.Since).Min();
        return own ?? (isServed || queue.Waiting.Count < IJobQueue.MostPeeked ? null : Later(queue.Waiting.Min(job => job.Since), state.StartedAt));
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    static string Remedy(string? device, int alive)
    {
        var start = device is null || device == DeviceDefinition.LocalCpu.Id
            ? "./serverless worker"
            : $"./serverless worker --device-agent {device}";
        var where = device is null || device == DeviceDefinition.LocalCpu.Id ? "" : ", on the device";
        return alive == 0
            ? $"Start one{where}: {start}"
            : string.Create(CultureInfo.InvariantCulture, $"{(alive == 1 ? "The existing one is busy" : $"The {alive} existing ones are busy")}; start one more{where}: {start}");
    }

    static SearchWait? ForPause(SearchDocument state) => state switch
    {
        { State: SearchStatus.Paused, PausedAt: { } since, ResumesAt: { } opening } => new SearchWait
        {
            Kind = SearchWaitKind.Window,
            What = string.Create(
                CultureInfo.InvariantCulture, $"the window of schedule '{state.Schedule?.Id}', which opens {opening.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
            Since = since,
            Remedy = $"To continue now: ./serverless search resume {state.Id}",
        },
        { State: SearchStatus.Paused, PausedAt: { } since } => new SearchWait
        {
            Kind = SearchWaitKind.Resume,
            What = "a user to resume it",
            Since = since,
            Remedy = $"./serverless search resume {state.Id}",
        },
        _ => null,
    };
}
