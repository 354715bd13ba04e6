using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary><c>generators/{id}/order.json</c>: what a generator is to be fitted to, all of it, so that a repeated fit gives the same.</summary>
public sealed record GeneratorOrder
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    /// <value>What was asked for.</value>
    public required GeneratorRequest Request { get; init; }

    public required SpaceSpecification Space { get; init; }

    /// <value>The searches'; where there are none, the table's name without images.</value>
    public required DatasetSpecification Dataset { get; init; }

    /// <value>What networks are fed, for costs to be counted.</value>
    public required ImageShape Shape { get; init; }

    /// <value>The objective that no device changes.</value>
    public required Objective Quality { get; init; }

    /// <value>The objective of devices; its device is null.</value>
    public required Objective Cost { get; init; }

    /// <value>The fidelity of the qualities: <c>full</c>, or that of a rung.</value>
    public required string Fidelity { get; init; }

    /// <value>The fixed architectures that every device is known by.</value>
    public required IReadOnlyList<string> References { get; init; }

    public required IReadOnlyList<OrderedDevice> Devices { get; init; }

    /// <value>Architectures with their quality, by the objective's name.</value>
    public required IReadOnlyList<SurrogateExample> Qualities { get; init; }

    /// <value>Architectures with what they take, by the names of devices.</value>
    public required IReadOnlyList<SurrogateExample> Costs { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A device that a generator is to know.</summary>
/// <param name="Name">What questions call it.</param>
/// <param name="ReferenceValues">Of each reference architecture, in their order.</param>
public sealed record OrderedDevice(string Name, IReadOnlyList<double> ReferenceValues);
