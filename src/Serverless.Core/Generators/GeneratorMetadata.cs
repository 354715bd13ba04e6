using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>What a generator answers, for what, and how it came to be.</summary>
public sealed record GeneratorMetadata
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>One of <see cref="GeneratorKind"/>.</value>
    public required string Kind { get; init; }

    public required SpaceSpecification Space { get; init; }

    public required ImageShape Shape { get; init; }

    /// <value>The objective that no device changes.</value>
    public required Objective Quality { get; init; }

    /// <value>The objective of devices; its device is null.</value>
    public required Objective Cost { get; init; }

    /// <value>The fixed architectures that a device has to be measured with, as the space writes them, in the order of the embedding.</value>
    public required IReadOnlyList<string> References { get; init; }

    /// <value>The devices that it was fitted to, with the values of the reference architectures.</value>
    public required IReadOnlyList<GeneratorDevice> Devices { get; init; }

    /// <value>How wide <see cref="GeneratorGraph.Condition"/> is: 2 for a preference, else one for each budget that was trained.</value>
    public required int Conditions { get; init; }

    /// <value>What the graph that predicts costs reads of an architecture, beside the device.</value>
    public required IReadOnlyList<SurrogateInput> CostInputs { get; init; }

    /// <value>How many predictors of the cost disagree with one another, at least 1.</value>
    public required int CostMembers { get; init; }

    public required SurrogateTraining Training { get; init; }

    /// <value>Which part of the product, and its version, made it.</value>
    public required string CreatedBy { get; init; }
}

/// <summary>A device that a generator was fitted to.</summary>
/// <param name="Name">Of the device.</param>
/// <param name="ReferenceValues">By reference architecture, in the metric's unit.</param>
/// <param name="Spearman">Between measured and predicted costs that were held out; null when none were or it has no value.</param>
public sealed record GeneratorDevice(string Name, IReadOnlyList<double> ReferenceValues, double? Spearman = null);
