using Serverless.Core;
using Serverless.Core.Jobs;

namespace Serverless.Cli.Api;

/// <summary>Lists the workers of the platform.</summary>
public sealed class WorkerClient
{
    readonly ApiConnection _api;

    internal WorkerClient(ApiConnection api) => _api = api;

    public Task<IReadOnlyList<WorkerState>> ListAsync(CancellationToken cancellation) =>
        _api.ListAsync("api/workers", CoreJson.Default.WorkerPage, cancellation);
}
