using Serverless.Core.Surrogates;

namespace Serverless.Core.Generators;

/// <summary><c>generators/{id}/generator.json</c>: a generator that was fitted, written by the worker that did.</summary>
public sealed record GeneratorDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required GeneratorMetadata Metadata { get; init; }

    /// <value>What the file that predicts quality says of itself.</value>
    public required SurrogateMetadata Quality { get; init; }

    /// <value>Container/name of the graph from condition, device and noise to choices, in ONNX.</value>
    public required string GeneratorBlob { get; init; }

    /// <value>Container/name of the graph that predicts costs, in ONNX.</value>
    public required string CostBlob { get; init; }

    /// <value>Container/name of the surrogate that predicts quality, in ONNX.</value>
    public required string QualityBlob { get; init; }

    /// <value>Seconds of workers' time, of all attempts together.</value>
    public required double FitSeconds { get; init; }

    public required string Worker { get; init; }
}

/// <summary><c>generators/{id}/failure.json</c>: that a fit was given up.</summary>
/// <param name="Id">The generator's.</param>
/// <param name="Error">Why, for people.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record GeneratorFailure(string Id, string Error, int Attempts)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary><c>generators/{id}/progress.json</c>: how far a fit is, written over by the worker that has it.</summary>
public sealed record GeneratorProgress
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>What is being fitted, for people: quality, cost, generator.</value>
    public required string Stage { get; init; }

    /// <value>Steps of the stage that are done.</value>
    public required int Done { get; init; }

    /// <value>Steps that the stage has.</value>
    public required int Total { get; init; }

    /// <value>What the fit makes smaller, as it was; null when it is no number.</value>
    public double? Loss { get; init; }

    /// <value>Seconds of workers' time up to here, of all attempts together.</value>
    public required double Seconds { get; init; }

    public required string Worker { get; init; }

    /// <value>When this was written.</value>
    public required DateTimeOffset At { get; init; }
}
