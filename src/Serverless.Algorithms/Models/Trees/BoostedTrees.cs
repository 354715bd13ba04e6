using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models.Trees;

/// <summary>
/// Sums of small regression trees, each fitted to the residuals of those before it (Friedman 2001, 2002: stochastic gradient boosting, squared
/// error).
/// </summary>
/// <param name="Base">The mean of each of the m targets.</param>
/// <param name="Trees">The trees of each target.</param>
public sealed record BoostedTrees(double[] Base, IReadOnlyList<RegressionTree>[] Trees)
{
    /// <summary>Fits each target separately. O(m trees leaves n p).</summary>
    /// <param name="features">n × p.</param>
    /// <param name="targets">n × m, row-major, finite.</param>
    /// <param name="targetCount">The number of targets m.</param>
    /// <param name="options">The options for growing trees.</param>
    /// <param name="seed">The seed of the draws of rows and features.</param>
    /// <param name="cancellation">A token that ends the fit between two trees.</param>
    /// <exception cref="ArgumentException">The lengths do not match, or there are no rows.</exception>
    public static BoostedTrees Fit(
        FeatureRows features, ReadOnlySpan<double> targets, int targetCount, TreeOptions options, long seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (features.Count == 0 || targets.Length != features.Count * targetCount)
        {
            throw new ArgumentException($"{features.Count} rows of features and {targets.Length} values of {targetCount} targets do not form a regression.", nameof(targets));
        }

        var bins = FeatureBins.Of(features);
        var means = new double[targetCount];
        var trees = new IReadOnlyList<RegressionTree>[targetCount];
        for (var target = 0; target < targetCount; target++)
        {
            var residuals = new double[features.Count];
            for (var row = 0; row < residuals.Length; row++)
            {
                residuals[row] = targets[(row * targetCount) + target];
            }

            means[target] = residuals.Average();
            trees[target] = Fit(features, bins, residuals, means[target], options, RandomStream.For(seed, target, 0), cancellation);
        }

        return new BoostedTrees(means, trees);
    }

    /// <summary>Joins the targets of several ensembles into one.</summary>
    public static BoostedTrees Join(IReadOnlyList<BoostedTrees> ensembles) =>
        new([.. ensembles.SelectMany(ensemble => ensemble.Base)], [.. ensembles.SelectMany(ensemble => ensemble.Trees)]);

    /// <summary>Returns the predictions: n × outputs, row-major.</summary>
    public double[] Predict(FeatureRows features)
    {
        var predictions = new double[features.Count * Base.Length];
        for (var output = 0; output < Base.Length; output++)
        {
            // Predict tree by tree, so that a tree's nodes stay in the cache.
            foreach (var tree in Trees[output])
            {
                for (var row = 0; row < features.Count; row++)
                {
                    predictions[(row * Base.Length) + output] += tree.Predict(features[row]);
                }
            }

            for (var row = 0; row < features.Count; row++)
            {
                predictions[(row * Base.Length) + output] += Base[output];
            }
        }

        return predictions;
    }

    static List<RegressionTree> Fit(
        FeatureRows features, FeatureBins bins, double[] residuals, double mean, TreeOptions options, RandomStream random, CancellationToken cancellation)
    {
        for (var row = 0; row < residuals.Length; row++)
        {
            residuals[row] -= mean;
        }

        var trees = new List<RegressionTree>(options.Trees);
        while (trees.Count < options.Trees)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = Drawn(residuals.Length, options.RowShare, random);
            var columns = Drawn(bins.Width, options.FeatureShare, random);
            var tree = new TreeGrower(bins, residuals, options).Grow(rows, columns);
            trees.Add(tree);
            for (var row = 0; row < residuals.Length; row++)
            {
                residuals[row] -= tree.Predict(features[row]);
            }
        }

        return trees;
    }

    /// <summary>Draws a share of the numbers 0 to count − 1, at least one, in ascending order.</summary>
    static int[] Drawn(int count, double share, RandomStream random)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        var wanted = Math.Max(1, (int)Math.Round(count * share));
        for (var i = 0; i < wanted; i++)
        {
            var other = i + random.NextInt(count - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        var drawn = all[..wanted];
        Array.Sort(drawn);
        return drawn;
    }
}
