using Polly;

namespace Serverless.Cli.Api;

/// <summary>A client of the platform's HTTP API, with timeouts and retries.</summary>
/// <remarks>Every call throws <see cref="CliException"/> for an error response, and <see cref="NoAnswerException"/> without a response.</remarks>
public sealed class PlatformClient : IDisposable
{
    readonly ApiConnection _api;

    /// <param name="address">The address of the platform, without <c>/api</c>.</param>
    /// <param name="key">A function key, or null.</param>
    /// <param name="pipeline">The retries; see <see cref="RequestPipeline"/>.</param>
    /// <param name="warn">Called with a message about each item that the platform could not read and left out of a list.</param>
    public PlatformClient(Uri address, string? key, ResiliencePipeline<HttpResponseMessage> pipeline, Action<string> warn)
    {
        _api = new ApiConnection(address, key, pipeline, warn);
        Searches = new SearchClient(_api);
        Schedules = new ScheduleClient(_api);
        Devices = new DeviceClient(_api);
        Surrogates = new SurrogateClient(_api);
        Generators = new GeneratorClient(_api);
        Datasets = new DatasetClient(_api);
        Queues = new QueueClient(_api);
        Workers = new WorkerClient(_api);
    }

    public Uri Address => _api.Address;

    public SearchClient Searches { get; }

    public ScheduleClient Schedules { get; }

    public DeviceClient Devices { get; }

    public SurrogateClient Surrogates { get; }

    public GeneratorClient Generators { get; }

    public DatasetClient Datasets { get; }

    public QueueClient Queues { get; }

    public WorkerClient Workers { get; }

    /// <summary>Gets the platform's health report.</summary>
    public Task<string> GetHealthAsync(CancellationToken cancellation) => _api.GetTextAsync("api/health", cancellation);

    public void Dispose() => _api.Dispose();
}
