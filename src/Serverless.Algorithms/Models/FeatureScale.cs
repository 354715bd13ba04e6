using Serverless.Spaces.Features;

namespace Serverless.Algorithms.Models;

/// <summary>
/// Standardises the features of a space to zero mean and unit variance over its architectures, and divides them by √d, where d features of their
/// block vary.
/// </summary>
sealed class FeatureScale
{
    const double Constant = 1e-9;

    readonly double[] _means;
    readonly double[] _factors;

    /// <param name="features">The features of the space.</param>
    /// <param name="raw">The unscaled features: architectures × features.</param>
    /// <param name="counts">Whether an architecture is used to compute the scale; true for at least one.</param>
    public FeatureScale(SpaceFeatures features, double[] raw, ReadOnlySpan<bool> counts)
    {
        var length = features.Length;
        var number = counts.Count(true);
        _means = new double[length];
        _factors = new double[length];
        for (var i = 0; i < counts.Length; i++)
        {
            for (var place = 0; counts[i] && place < length; place++)
            {
                _means[place] += raw[(i * length) + place] / number;
            }
        }

        for (var i = 0; i < counts.Length; i++)
        {
            for (var place = 0; counts[i] && place < length; place++)
            {
                var difference = raw[(i * length) + place] - _means[place];
                _factors[place] += difference * difference / number;
            }
        }

        Starts = new int[features.Blocks.Count];
        for (int block = 0, start = 0; block < Starts.Length; start += features.Blocks[block++].Names.Count)
        {
            Starts[block] = start;
            var variances = _factors.AsSpan(start, features.Blocks[block].Names.Count);
            var varying = 0;
            foreach (var variance in variances)
            {
                varying += variance > Constant ? 1 : 0;
            }

            for (var place = 0; place < variances.Length; place++)
            {
                variances[place] = variances[place] > Constant ? 1 / Math.Sqrt(variances[place] * varying) : 0;
            }
        }
    }

    /// <value>The index of the first feature of each block.</value>
    public int[] Starts { get; }

    public double Apply(int feature, double value) => (value - _means[feature]) * _factors[feature];
}
