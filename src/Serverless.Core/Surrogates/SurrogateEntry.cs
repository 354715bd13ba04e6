using System.Text.Json.Serialization;
using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Surrogates;

/// <summary>A surrogate of the registry, in responses of <c>GET /api/surrogates</c>.</summary>
public sealed record SurrogateEntry
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required SurrogateStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <value>As in <see cref="FitSpecification"/>.</value>
    public string? SearchId { get; init; }

    public int? Generation { get; init; }

    public TableRows? Table { get; init; }

    public WarmStart? WarmStart { get; init; }

    public required SpaceSpecification Space { get; init; }

    /// <value>The dataset's name.</value>
    public required string Dataset { get; init; }

    public required string Fidelity { get; init; }

    public required IReadOnlyList<Objective> Targets { get; init; }

    public required int Ensemble { get; init; }

    /// <value>As in <see cref="FitSpecification"/>.</value>
    public string? Balancer { get; init; }

    /// <value>Number of architectures from which it learns.</value>
    public required int Examples { get; init; }

    /// <value>When it is Ready: its metadata; the next properties hold the location of the model and the time of the fit.</value>
    public SurrogateMetadata? Metadata { get; init; }

    public string? ModelBlob { get; init; }

    public double? FitSeconds { get; init; }

    /// <value>When it Failed: the error.</value>
    public string? Error { get; init; }

    /// <summary>Creates an entry from a surrogate's blobs.</summary>
    public static SurrogateEntry Of(FitSpecification order, SurrogateDocument? ready, SurrogateFailure? failure) => new()
    {
        Id = order.Id,
        Kind = order.Kind,
        Status = ready is not null ? SurrogateStatus.Ready : failure is not null ? SurrogateStatus.Failed : SurrogateStatus.Fitting,
        CreatedAt = order.CreatedAt,
        SearchId = order.SearchId,
        Generation = order.Generation,
        Table = order.Table,
        WarmStart = order.WarmStart,
        Space = order.Space,
        Dataset = order.Dataset.Name,
        Fidelity = order.Fidelity,
        Targets = order.Targets,
        Ensemble = order.Ensemble,
        Balancer = order.Balancer,
        Examples = order.Examples.Count,
        Metadata = ready?.Metadata,
        ModelBlob = ready?.ModelBlob,
        FitSeconds = ready?.FitSeconds,
        Error = ready is null ? failure?.Error : null,
    };
}

/// <summary>The status of a surrogate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurrogateStatus>))]
public enum SurrogateStatus
{
    /// <summary>It is being fitted by a worker, or waits for one.</summary>
    Fitting,
    Ready,
    Failed,
}
