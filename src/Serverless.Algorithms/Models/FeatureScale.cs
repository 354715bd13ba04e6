using Serverless.Spaces.Features;

namespace Serverless.Algorithms.Models;

/// <summary>What standardises the features of a space: zero mean and unit variance over its architectures, then 1/√d for the d of a block that vary.</summary>
sealed class FeatureScale
{
    const double Constant = 1e-9;

    readonly double[] _means;
    readonly double[] _factors;

    /// <param name="features">Of the space.</param>
    /// <param name="raw">Architectures × features, as counted.</param>
    /// <param name="counts">Whether an architecture is among those that the scale is of; at least one is.</param>
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

    /// <value>The first feature of each block.</value>
    public int[] Starts { get; }

    public double Apply(int feature, double value) => (value - _means[feature]) * _factors[feature];
}
