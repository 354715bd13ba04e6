using Polly;

namespace Serverless.Cli.Api;

/// <summary>The platform's HTTP API, with time-outs and retries.</summary>
/// <remarks>Every call throws <see cref="CliException"/> for an answer that is an error, and <see cref="NoAnswerException"/> for none.</remarks>
public sealed class PlatformClient : IDisposable
{
    readonly ApiConnection _api;

    /// <param name="address">Where the platform is, without <c>/api</c>.</param>
    /// <param name="key">A function key, or null.</param>
    /// <param name="pipeline">See <see cref="RequestPipeline"/>.</param>
    /// <param name="warn">Takes what the platform could not read and left out of a list, in words.</param>
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

    /// <summary>What the platform says about itself.</summary>
    public Task<string> GetHealthAsync(CancellationToken cancellation) => _api.GetTextAsync("api/health", cancellation);

    public void Dispose() => _api.Dispose();
}
