namespace Serverless.Algorithms.Models.Trees;

/// <summary>A split of rows into two groups.</summary>
/// <param name="Feature">The index of the feature that decides.</param>
/// <param name="Bin">The last bin on the left side.</param>
/// <param name="Gain">The reduction of the penalised squared error, above 0.</param>
readonly record struct Split(int Feature, int Bin, double Gain)
{
    /// <summary>Returns the best split of some rows, the first of equals; null if none reduces the error. O(n p).</summary>
    public static Split? Best(FeatureBins bins, double[] residuals, int[] rows, int[] columns, TreeOptions options)
    {
        if (rows.Length < 2 * options.RowsPerLeaf)
        {
            return null;
        }

        var total = 0.0;
        foreach (var row in rows)
        {
            total += residuals[row];
        }

        Split? best = null;
        Span<double> sums = stackalloc double[byte.MaxValue + 1];
        Span<int> counts = stackalloc int[byte.MaxValue + 1];
        foreach (var feature in columns)
        {
            var places = bins.Of(feature);
            var binCount = bins.BinCount(feature);
            sums[..binCount].Clear();
            counts[..binCount].Clear();
            foreach (var row in rows)
            {
                sums[places[row]] += residuals[row];
                counts[places[row]]++;
            }

            var (sum, count) = (0.0, 0);
            for (var bin = 0; bin < binCount - 1; bin++)
            {
                sum += sums[bin];
                count += counts[bin];
                if (count < options.RowsPerLeaf || rows.Length - count < options.RowsPerLeaf)
                {
                    continue;
                }

                var gain = Score(sum, count, options) + Score(total - sum, rows.Length - count, options) - Score(total, rows.Length, options);
                if (gain > (best?.Gain ?? 0))
                {
                    best = new Split(feature, bin, gain);
                }
            }
        }

        return best;
    }

    static double Score(double sum, int count, TreeOptions options) => sum * sum / (count + options.Penalty);
}
