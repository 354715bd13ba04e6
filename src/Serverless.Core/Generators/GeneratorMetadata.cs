using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>Describes what a generator generates, for what, and how it was fitted.</summary>
public sealed record GeneratorMetadata
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The kind, one of <see cref="GeneratorKind"/>.</value>
    public required string Kind { get; init; }

    public required SpaceSpecification Space { get; init; }

    public required ImageShape Shape { get; init; }

    /// <value>The objective that does not depend on the device.</value>
    public required Objective Quality { get; init; }

    /// <value>The objective that depends on the device; its device is null.</value>
    public required Objective Cost { get; init; }

    /// <value>The fixed architectures to measure on a device, in the space's own notation, in the order of the embedding.</value>
    public required IReadOnlyList<string> References { get; init; }

    /// <value>The devices to which it was fitted, with the values of the reference architectures.</value>
    public required IReadOnlyList<GeneratorDevice> Devices { get; init; }

    /// <value>The width of <see cref="GeneratorGraph.Condition"/>: 2 for a preference, else one for each trained budget.</value>
    public required int Conditions { get; init; }

    /// <value>The inputs of the cost graph that describe an architecture, in addition to the device.</value>
    public required IReadOnlyList<SurrogateInput> CostInputs { get; init; }

    /// <value>Number of ensemble members that predict the cost, at least 1.</value>
    public required int CostMembers { get; init; }

    public required SurrogateTraining Training { get; init; }

    /// <value>The component of the product, with its version, that created it.</value>
    public required string CreatedBy { get; init; }
}

/// <summary>A device to which a generator was fitted.</summary>
/// <param name="Name">The name of the device.</param>
/// <param name="ReferenceValues">One value per reference architecture, in the metric's unit.</param>
/// <param name="Spearman">Spearman's ρ between measured and predicted costs that were held out; null when none were or it is undefined.</param>
public sealed record GeneratorDevice(string Name, IReadOnlyList<double> ReferenceValues, double? Spearman = null);
