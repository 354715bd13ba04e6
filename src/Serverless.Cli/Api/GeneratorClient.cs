using System.Globalization;
using Serverless.Core;
using Serverless.Core.Generators;

namespace Serverless.Cli.Api;

/// <summary>Generators on the platform.</summary>
public sealed class GeneratorClient : FittedClient<GeneratorRequest, GeneratorEntry>
{
    internal GeneratorClient(ApiConnection api)
        : base(api, "api/generators", CoreJson.Default.GeneratorRequest, CoreJson.Default.GeneratorEntry, CoreJson.Default.GeneratorPage)
    {
    }

    /// <summary>Asks for architectures.</summary>
    /// <param name="id">The generator.</param>
    /// <param name="device">The device that they are for.</param>
    /// <param name="limit">A metric of devices and the most that one may take; null: any.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<GeneratorAnswer> AskAsync(string id, string device, (string Metric, double Value)? limit, int count, int seed, CancellationToken cancellation) => Api.GetAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(id)}/architectures?device={ApiConnection.Escape(device)}&count={count}&seed={seed}{(limit is { } most ? $"&{most.Metric}={most.Value:R}" : "")}"),
        CoreJson.Default.GeneratorAnswer,
        cancellation);
}
