using Serverless.Core.Devices;

namespace Serverless.Core.Surrogates;

/// <summary><c>surrogates/{id}/surrogate.json</c>: a fitted surrogate, written by the worker that fitted it.</summary>
public sealed record SurrogateDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required SurrogateMetadata Metadata { get; init; }

    /// <value>Container/name of its network in ONNX.</value>
    public required string ModelBlob { get; init; }

    /// <value>Container/name of its weights in safetensors, from which other fits can start; null for a kind without warm start.</value>
    public string? WeightsBlob { get; init; }

    /// <value>Equivalent tables by target, from which a lookup device can be made; null for a kind whose predictions are not sums.</value>
    public IReadOnlyDictionary<string, LookupTable>? Tables { get; init; }

    /// <value>Worker time of the fit in seconds, including evaluation on held-out examples and export.</value>
    public required double FitSeconds { get; init; }

    public required string Worker { get; init; }
}

/// <summary><c>surrogates/{id}/failure.json</c>: the reason why a fit was given up.</summary>
/// <param name="Id">The surrogate's id.</param>
/// <param name="Error">The error, for people.</param>
/// <param name="Attempts">Number of attempts.</param>
public sealed record SurrogateFailure(string Id, string Error, int Attempts)
{
    public int SchemaVersion { get; init; } = 1;
}
