using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Tests.Surrogates;

/// <summary>Seeded numbers for fits.</summary>
static class Numbers
{
    /// <summary>Rows of features, uniform in [−1, 1).</summary>
    public static FeatureRows Features(int count, int width, int seed)
    {
        var random = RandomStream.For(seed, 0, 0);
        var values = new float[count * width];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((2 * random.NextDouble()) - 1);
        }

        return new FeatureRows(values, width);
    }

    /// <summary>A target for each row.</summary>
    public static double[] Targets(FeatureRows features, Func<float[], double> of) =>
        [.. Enumerable.Range(0, features.Count).Select(row => of(features[row].ToArray()))];

    /// <summary>All rows but one.</summary>
    public static (FeatureRows Features, double[] Targets) Without(FeatureRows features, double[] targets, int row) =>
        (new FeatureRows([.. features.Values[..(row * features.Width)], .. features.Values[((row + 1) * features.Width)..]], features.Width),
            [.. targets[..row], .. targets[(row + 1)..]]);
}
