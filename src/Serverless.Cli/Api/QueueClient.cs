using Serverless.Core;
using Serverless.Core.Jobs;

namespace Serverless.Cli.Api;

/// <summary>Reads the state of the platform's job queues.</summary>
public sealed class QueueClient
{
    readonly ApiConnection _api;

    internal QueueClient(ApiConnection api) => _api = api;

    public Task<IReadOnlyList<QueueState>> ListAsync(CancellationToken cancellation) =>
        _api.ListAsync("api/queues", CoreJson.Default.QueuePage, cancellation);
}
