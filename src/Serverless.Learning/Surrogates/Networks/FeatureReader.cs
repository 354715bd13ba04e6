using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Standardises features by the statistics of the training set, as every network reads them.</summary>
/// <param name="Means">The mean of each feature.</param>
/// <param name="Deviations">The standard deviation of each feature; 1 for a feature that does not vary.</param>
sealed record FeatureReader(float[] Means, float[] Deviations)
{
    /// <summary>Computes the statistics of n × F features.</summary>
    public static FeatureReader Of(ReadOnlySpan<float> features, int columns)
    {
        var (means, deviations) = (new float[columns], new float[columns]);
        var count = features.Length / columns;
        for (var column = 0; column < columns; column++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = column; i < features.Length; i += columns)
            {
                sum += features[i];
            }

            for (var i = column; i < features.Length; i += columns)
            {
                squares += Math.Pow(features[i] - (sum / count), 2);
            }

            var deviation = Math.Sqrt(squares / count);
            means[column] = (float)(sum / count);
            deviations[column] = deviation > 1e-6 ? (float)deviation : 1;
        }

        return new(means, deviations);
    }

    /// <summary>Returns the same reader with the last <paramref name="count"/> features divided by an additional factor.</summary>
    public FeatureReader Fainter(int count, float factor) =>
        this with { Deviations = [.. Deviations.Select((deviation, column) => column < Deviations.Length - count ? deviation : deviation * factor)] };

    public T Read<T>(INetworkAlgebra<T> algebra) => algebra.Standardise(algebra.Input(EncodingPart.Features), Means, Deviations);
}
