namespace Serverless.Algorithms.Models.Trees;

/// <summary>Features sorted into a few bins each, so that splits are looked for among those only.</summary>
sealed class FeatureBins
{
    /// <summary>Splits finer than a sixty-fourth of the rows tell noise apart.</summary>
    const int MostBins = 64;

    readonly byte[][] _bins;
    readonly float[][] _cuts;

    FeatureBins(byte[][] bins, float[][] cuts) => (_bins, _cuts) = (bins, cuts);

    /// <value>p.</value>
    public int Width => _bins.Length;

    /// <value>n.</value>
    public int Count => _bins[0].Length;

    /// <summary>The bin of each row, by feature.</summary>
    public ReadOnlySpan<byte> Of(int feature) => _bins[feature];

    /// <summary>A feature's number of bins.</summary>
    public int BinCount(int feature) => _cuts[feature].Length + 1;

    /// <summary>What is not above this is in the bin or one before it.</summary>
    public float Cut(int feature, int bin) => _cuts[feature][bin];

    /// <summary>Cuts halfway between neighbouring values, or between quantiles where there are many. O(p n log n).</summary>
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

    /// <summary>How many cuts are below a value.</summary>
    static int Below(float[] cuts, float value)
    {
        var at = Array.BinarySearch(cuts, value);
        return at < 0 ? ~at : at;
    }
}
