using System.Globalization;
using Serverless.Core;
using Serverless.Core.Generators;

namespace Serverless.Cli.Api;

/// <summary>Manages generators on the platform.</summary>
public sealed class GeneratorClient : FittedClient<GeneratorRequest, GeneratorEntry>
{
    internal GeneratorClient(ApiConnection api)
        : base(api, "api/generators", CoreJson.Default.GeneratorRequest, CoreJson.Default.GeneratorEntry, CoreJson.Default.GeneratorPage)
    {
    }

    /// <summary>Queries a generator for architectures.</summary>
    /// <param name="id">The generator.</param>
    /// <param name="device">The device that the architectures are for.</param>
    /// <param name="limit">A metric of the device and its maximum value; null: no limit.</param>
    /// <param name="count">The number of architectures.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public Task<GeneratorAnswer> AskAsync(string id, string device, (string Metric, double Value)? limit, int count, int seed, CancellationToken cancellation) => Api.GetAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(id)}/architectures?device={ApiConnection.Escape(device)}&count={count}&seed={seed}{(limit is { } most ? $"&{most.Metric}={most.Value:R}" : "")}"),
        CoreJson.Default.GeneratorAnswer,
        cancellation);
}
