using Serverless.Core.Devices;

namespace Serverless.Core.Surrogates;

/// <summary><c>surrogates/{id}/surrogate.json</c>: a surrogate that was fitted, written by the worker that did.</summary>
public sealed record SurrogateDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required SurrogateMetadata Metadata { get; init; }

    /// <value>Container/name of its network in ONNX.</value>
    public required string ModelBlob { get; init; }

    /// <value>Container/name of its weights in safetensors, for other fits to begin at; null for a kind that none begins at.</value>
    public string? WeightsBlob { get; init; }

    /// <value>Target to the table that says the same, which a lookup device can be made of; null for a kind whose predictions are no sums.</value>
    public IReadOnlyDictionary<string, LookupTable>? Tables { get; init; }

    /// <value>Seconds of the worker's time, holding out and exporting included.</value>
    public required double FitSeconds { get; init; }

    public required string Worker { get; init; }
}

/// <summary><c>surrogates/{id}/failure.json</c>: that a fit was given up.</summary>
/// <param name="Id">The surrogate's.</param>
/// <param name="Error">Why, for people.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record SurrogateFailure(string Id, string Error, int Attempts)
{
    public int SchemaVersion { get; init; } = 1;
}
