using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>A fitted generator, ready to generate architectures. Safe for use by several threads.</summary>
public interface IGeneratorModel
{
    GeneratorMetadata Metadata { get; }

    /// <summary>Generates n genotypes, not yet canonical.</summary>
    /// <param name="conditions">n × conditions, row-major.</param>
    /// <param name="device">The device for which to generate.</param>
    /// <param name="noise">n × one-hot length, row-major.</param>
    /// <returns>n × decisions, row-major.</returns>
    int[] Generate(ReadOnlySpan<float> conditions, DeviceEmbedding device, ReadOnlySpan<float> noise);

    /// <summary>Predicts the quality of architectures, in the objective's own unit and direction.</summary>
    IReadOnlyList<PredictedMetric> PredictQuality(IReadOnlyList<Architecture> architectures);

    /// <summary>Predicts the costs of architectures on a device, in the metric's unit.</summary>
    IReadOnlyList<PredictedMetric> PredictCost(IReadOnlyList<Architecture> architectures, DeviceEmbedding device);
}

/// <summary>A predicted value.</summary>
/// <param name="Mean">Mean over the predictors.</param>
/// <param name="Deviation">Standard deviation over the predictors, calibrated if the predictor is; at least 0.</param>
public readonly record struct PredictedMetric(double Mean, double Deviation);
