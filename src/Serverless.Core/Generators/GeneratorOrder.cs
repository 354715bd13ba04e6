using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary><c>generators/{id}/order.json</c>: all the data and options of a generator's fit, so that a repeated fit gives the same result.</summary>
public sealed record GeneratorOrder
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    /// <value>The request of the user.</value>
    public required GeneratorRequest Request { get; init; }

    public required SpaceSpecification Space { get; init; }

    /// <value>The dataset of the searches; without searches, the table's name without images.</value>
    public required DatasetSpecification Dataset { get; init; }

    /// <value>The input shape of the networks, from which costs are counted.</value>
    public required ImageShape Shape { get; init; }

    /// <value>The objective that does not depend on the device.</value>
    public required Objective Quality { get; init; }

    /// <value>The objective that depends on the device; its device is null.</value>
    public required Objective Cost { get; init; }

    /// <value>The fidelity of the qualities: <c>full</c>, or that of a rung.</value>
    public required string Fidelity { get; init; }

    /// <value>The fixed architectures by which every device is represented.</value>
    public required IReadOnlyList<string> References { get; init; }

    public required IReadOnlyList<OrderedDevice> Devices { get; init; }

    /// <value>Architectures with their quality, under the objective's name.</value>
    public required IReadOnlyList<SurrogateExample> Qualities { get; init; }

    /// <value>Architectures with their costs, under the names of devices.</value>
    public required IReadOnlyList<SurrogateExample> Costs { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A device to which a generator is fitted.</summary>
/// <param name="Name">The name of the device in questions.</param>
/// <param name="ReferenceValues">One value per reference architecture, in their order.</param>
public sealed record OrderedDevice(string Name, IReadOnlyList<double> ReferenceValues);
