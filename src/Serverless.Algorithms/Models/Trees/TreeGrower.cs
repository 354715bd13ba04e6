namespace Serverless.Algorithms.Models.Trees;

/// <summary>Grows one tree by always splitting the leaf with the largest gain.</summary>
sealed class TreeGrower(FeatureBins bins, double[] residuals, TreeOptions options)
{
    readonly List<int> _features = [];
    readonly List<float> _thresholds = [];
    readonly List<int> _left = [];
    readonly List<int> _right = [];
    readonly List<float> _values = [];

    /// <summary>Grows a tree. O(leaves n p).</summary>
    /// <param name="rows">The rows to fit, at least one.</param>
    /// <param name="columns">The features that the tree can split by.</param>
    public RegressionTree Grow(int[] rows, int[] columns)
    {
        // Of leaves with equal gains the older one is split first, so that a tree depends only on its input.
        var splits = new PriorityQueue<(int Node, int[] Rows, Split Split), (double NegativeGain, int Node)>();
        void Add(int[] members)
        {
            var node = AddLeaf(members);
            if (Split.Best(bins, residuals, members, columns, options) is { } split)
            {
                splits.Enqueue((node, members, split), (-split.Gain, node));
            }
        }

        Add(rows);
        for (var leaves = 1; leaves < options.Leaves && splits.TryDequeue(out var best, out _); leaves++)
        {
            var (node, members, split) = best;
            _features[node] = split.Feature;
            _thresholds[node] = bins.Cut(split.Feature, split.Bin);
            var isLeft = bins.Of(split.Feature);
            var left = new List<int>();
            var right = new List<int>();
            foreach (var row in members)
            {
                (isLeft[row] <= split.Bin ? left : right).Add(row);
            }

            _left[node] = _features.Count;
            Add([.. left]);
            _right[node] = _features.Count;
            Add([.. right]);
        }

        return new RegressionTree([.. _features], [.. _thresholds], [.. _left], [.. _right], [.. _values]);
    }

    int AddLeaf(int[] rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
        {
            sum += residuals[row];
        }

        _features.Add(RegressionTree.Leaf);
        _thresholds.Add(0);
        _left.Add(0);
        _right.Add(0);
        _values.Add((float)(options.Shrinkage * sum / (rows.Length + options.Penalty)));
        return _features.Count - 1;
    }
}
