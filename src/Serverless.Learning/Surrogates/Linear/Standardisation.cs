using Serverless.Algorithms.Models;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>Shifts features to mean 0 and scales them to variance 1; a feature that does not vary becomes 0.</summary>
/// <param name="Means">The means, p.</param>
/// <param name="Scales">The scales, p; 0 for a feature that does not vary.</param>
sealed record Standardisation(double[] Means, double[] Scales)
{
    /// <summary>The largest deviation that is attributed to rounding.</summary>
    const double SmallestDeviation = 1e-9;

    /// <summary>Computes means and scales from rows. O(n p).</summary>
    public static Standardisation Of(FeatureRows features)
    {
        var means = new double[features.Width];
        var scales = new double[features.Width];
        for (var column = 0; column < features.Width; column++)
        {
            for (var row = 0; row < features.Count; row++)
            {
                means[column] += (double)features[row][column] / features.Count;
            }

            var squares = 0.0;
            for (var row = 0; row < features.Count; row++)
            {
                squares += Math.Pow(features[row][column] - means[column], 2);
            }

            var deviation = Math.Sqrt(squares / features.Count);
            scales[column] = deviation > SmallestDeviation * Math.Max(1, Math.Abs(means[column])) ? 1 / deviation : 0;
        }

        return new Standardisation(means, scales);
    }

    /// <summary>Returns the standardised rows, n × p, row-major.</summary>
    public double[] Apply(FeatureRows features)
    {
        var standardised = new double[features.Values.Length];
        for (var i = 0; i < standardised.Length; i++)
        {
            var column = i % features.Width;
            standardised[i] = (features.Values[i] - Means[column]) * Scales[column];
        }

        return standardised;
    }

    /// <summary>Converts a model of standardised features into one of the original features.</summary>
    public LinearModel Undo(LinearModel model)
    {
        var targets = model.Constants.Length;
        var weights = new double[model.Weights.Length];
        var constants = (double[])model.Constants.Clone();
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = model.Weights[i] * Scales[i / targets];
            constants[i % targets] -= weights[i] * Means[i / targets];
        }

        return new LinearModel(weights, constants);
    }
}
