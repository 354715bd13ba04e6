namespace Serverless.Algorithms.Models.Trees;

/// <summary>Features sorted into a few bins each, so that only the bins' borders have to be considered as splits.</summary>
sealed class FeatureBins
{
    /// <summary>The largest number of bins; splits finer than a sixty-fourth of the rows would only separate noise.</summary>
    const int MostBins = 64;

    readonly byte[][] _bins;
    readonly float[][] _cuts;

    FeatureBins(byte[][] bins, float[][] cuts) => (_bins, _cuts) = (bins, cuts);

    /// <value>The number of features p.</value>
    public int Width => _bins.Length;

    /// <value>The number of rows n.</value>
    public int Count => _bins[0].Length;

    /// <summary>Returns the bin of each row for a feature.</summary>
    public ReadOnlySpan<byte> Of(int feature) => _bins[feature];

    /// <summary>Returns a feature's number of bins.</summary>
    public int BinCount(int feature) => _cuts[feature].Length + 1;

    /// <summary>Returns the upper limit of a bin: values up to it, inclusive, are in this bin or one before it.</summary>
    public float Cut(int feature, int bin) => _cuts[feature][bin];

    /// <summary>Creates bins by cutting halfway between neighbouring values, or between quantiles if there are many values. O(p n log n).</summary>
    public static FeatureBins Of(FeatureRows features)
    {
        var bins = new byte[features.Width][];
        var cuts = new float[features.Width][];
        for (var feature = 0; feature < features.Width; feature++)
        {
            var column = new float[features.Count];
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = features[row][feature];
            }

            var edges = Cuts(column);
            cuts[feature] = edges;
            bins[feature] = Array.ConvertAll(column, value => (byte)Below(edges, value));
        }

        return new FeatureBins(bins, cuts);
    }

    static float[] Cuts(float[] column)
    {
        var sorted = (float[])column.Clone();
        Array.Sort(sorted);
        float[] distinct = [.. sorted.Distinct()];
        float[] levels = distinct.Length <= MostBins
            ? distinct
            : [.. Enumerable.Range(0, MostBins).Select(bin => sorted[(int)((long)bin * (sorted.Length - 1) / (MostBins - 1))]).Distinct()];
        return [.. levels.Zip(levels.Skip(1), (low, high) => low + ((high - low) / 2)).Distinct()];
    }

    /// <summary>Returns how many cuts are below a value.</summary>
    static int Below(float[] cuts, float value)
    {
        var at = Array.BinarySearch(cuts, value);
        return at < 0 ? ~at : at;
    }
}
