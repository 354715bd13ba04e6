using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>A generator in responses of <c>GET /api/generators</c>.</summary>
public sealed record GeneratorEntry
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required SurrogateStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <value>The searches from which it learns.</value>
    public required IReadOnlyList<string> Searches { get; init; }

    /// <value>The rows of a table from which it learns; null: none.</value>
    public GeneratorRows? Table { get; init; }

    public required SpaceSpecification Space { get; init; }

    /// <value>The input shape of the networks.</value>
    public required ImageShape Shape { get; init; }

    /// <value>The dataset's name.</value>
    public required string Dataset { get; init; }

    public required string Fidelity { get; init; }

    /// <value>The objective that does not depend on the device.</value>
    public required Objective Quality { get; init; }

    /// <value>The objective that depends on the device; its device is null.</value>
    public required Objective Cost { get; init; }

    /// <value>The architectures to measure on a device to get answers for it.</value>
    public required IReadOnlyList<string> References { get; init; }

    /// <value>The devices to which it is fitted; when it is Ready, with the quality of cost predictions for each.</value>
    public required IReadOnlyList<GeneratorDevice> Devices { get; init; }

    /// <value>Number of architectures from whose quality it learns.</value>
    public required int Examples { get; init; }

    public required long Seed { get; init; }

    /// <value>As in <see cref="GeneratorRequest"/>.</value>
    public int? Steps { get; init; }

    /// <value>As in <see cref="GeneratorRequest"/>.</value>
    public string? Balancer { get; init; }

    /// <value>As in <see cref="GeneratorRequest"/>.</value>
    public double? MaxSeconds { get; init; }

    /// <value>The progress of the fit; null before it has begun.</value>
    public GeneratorProgress? Progress { get; init; }

    /// <value>When it is Ready: how well it predicts the quality of held-out architectures; null when none were held out.</value>
    public SurrogateQuality? HeldOut { get; init; }

    /// <value>When it is Ready: worker time of the fit, in seconds.</value>
    public double? FitSeconds { get; init; }

    /// <value>When it Failed: the error.</value>
    public string? Error { get; init; }

    /// <summary>Creates an entry from a generator's blobs.</summary>
    public static GeneratorEntry Of(GeneratorOrder order, GeneratorProgress? progress, GeneratorDocument? ready, GeneratorFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new()
        {
            Id = order.Id,
            Kind = order.Request.Kind,
            Status = ready is not null ? SurrogateStatus.Ready : failure is not null ? SurrogateStatus.Failed : SurrogateStatus.Fitting,
            CreatedAt = order.CreatedAt,
            Searches = order.Request.Searches,
            Table = order.Request.Table,
            Space = order.Space,
            Shape = order.Shape,
            Dataset = order.Dataset.Name,
            Fidelity = order.Fidelity,
            Quality = order.Quality,
            Cost = order.Cost,
            References = ready?.Metadata.References ?? order.References,
            Devices = ready?.Metadata.Devices ?? [.. order.Devices.Select(device => new GeneratorDevice(device.Name, device.ReferenceValues, Spearman: null))],
            Examples = order.Qualities.Count,
            Seed = order.Request.Seed,
            Steps = order.Request.Steps,
            Balancer = order.Request.Balancer,
            MaxSeconds = order.Request.MaxSeconds,
            Progress = progress,
            HeldOut = ready?.Quality.HeldOut,
            FitSeconds = ready?.FitSeconds,
            Error = ready is null ? failure?.Error : null,
        };
    }
}
