using Serverless.Core.Surrogates;

namespace Serverless.Core.Generators;

/// <summary><c>generators/{id}/generator.json</c>: a fitted generator, written by the worker that fitted it.</summary>
public sealed record GeneratorDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required GeneratorMetadata Metadata { get; init; }

    /// <value>The metadata of the surrogate that predicts quality.</value>
    public required SurrogateMetadata Quality { get; init; }

    /// <value>Container/name of the graph from condition, device and noise to choices, in ONNX.</value>
    public required string GeneratorBlob { get; init; }

    /// <value>Container/name of the graph that predicts costs, in ONNX.</value>
    public required string CostBlob { get; init; }

    /// <value>Container/name of the surrogate that predicts quality, in ONNX.</value>
    public required string QualityBlob { get; init; }

    /// <value>Worker time of all attempts together, in seconds.</value>
    public required double FitSeconds { get; init; }

    public required string Worker { get; init; }
}

/// <summary><c>generators/{id}/failure.json</c>: the reason why a fit was given up.</summary>
/// <param name="Id">The generator's id.</param>
/// <param name="Error">The error, for people.</param>
/// <param name="Attempts">Number of attempts.</param>
public sealed record GeneratorFailure(string Id, string Error, int Attempts)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary><c>generators/{id}/progress.json</c>: the progress of a fit, overwritten by the worker that runs it.</summary>
public sealed record GeneratorProgress
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The model being fitted, for people: quality, cost, generator.</value>
    public required string Stage { get; init; }

    /// <value>Number of steps of the stage that are done.</value>
    public required int Done { get; init; }

    /// <value>Number of steps of the stage.</value>
    public required int Total { get; init; }

    /// <value>The latest loss; null when it is not a finite number.</value>
    public double? Loss { get; init; }

    /// <value>Worker time so far, of all attempts together, in seconds.</value>
    public required double Seconds { get; init; }

    public required string Worker { get; init; }

    /// <value>Time when this was written.</value>
    public required DateTimeOffset At { get; init; }
}
