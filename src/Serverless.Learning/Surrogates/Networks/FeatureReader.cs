using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>The features as every network reads them: standardised by the training set.</summary>
/// <param name="Means">By feature.</param>
/// <param name="Deviations">By feature; 1 for one that does not vary.</param>
sealed record FeatureReader(float[] Means, float[] Deviations)
{
    /// <summary>Measures n × F features.</summary>
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

    /// <summary>The same, with the last so many features divided by a factor more.</summary>
    public FeatureReader Fainter(int count, float factor) =>
        this with { Deviations = [.. Deviations.Select((deviation, column) => column < Deviations.Length - count ? deviation : deviation * factor)] };

    public T Read<T>(INetworkAlgebra<T> algebra) => algebra.Standardise(algebra.Input(EncodingPart.Features), Means, Deviations);
}
