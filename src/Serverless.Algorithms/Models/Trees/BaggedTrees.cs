using System.Runtime.InteropServices;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models.Trees;

/// <summary>
/// Boosted trees fitted to several bootstrap samples of the observations: members agree where there are many observations and differ where there are
/// few.
/// </summary>
/// <remarks>
/// Breiman 1996. The spread of the members explains part of their errors at observations that they have not seen (out of bag). The rest is either
/// noise or variation between values that trees cannot distinguish; observations cannot tell which. Predictions therefore count the rest as noise,
/// and draws count it as variation: observed values stay as they were, and elsewhere each draw shifts the leaves of its member's trees, so that
/// candidates vary together as far as they share leaves. Without this, no draw would ever be better than everything that is known. The result depends
/// only on the observations and the seed.
/// </remarks>
sealed class BaggedTrees : EnsembleModel<FeatureTable>
{
    const int MemberCount = 16;

    /// <summary>
    /// The smallest noise variance as a share of the values' variance, which applies even to exact values so that no deviation is zero.
    /// </summary>
    const double LeastNoise = 1e-4;

    /// <summary>Leaves are small because a search has dozens of observations; the bootstrap samples replace each tree's own draw of rows.</summary>
    static readonly TreeOptions Options = new() { Trees = 40, Shrinkage = 0.2, RowsPerLeaf = 1, RowShare = 1 };

    readonly BoostedTrees[] _members;
    readonly Dictionary<string, double> _observed;

    BaggedTrees(BoostedTrees[] members, Dictionary<string, double> observed, double noise, double error) =>
        (_members, _observed, Noise, Error) = (members, observed, noise, error);

    public override int Members => _members.Length;

    public override double Noise { get; }

    /// <value>The mean squared error at out-of-bag observations; NaN if there are too few observations to have any.</value>
    public double Error { get; }

    /// <summary>Fits the members. O(members · trees · leaves · n · features).</summary>
    /// <param name="table">The training columns, in order; a column can occur twice.</param>
    /// <param name="values">Finite values, one for each column, at least one.</param>
    /// <param name="seed">The seed of the samples and of the trees.</param>
    public static BaggedTrees Fit(FeatureTable table, double[] values, long seed)
    {
        var features = Rows(table);
        var members = new BoostedTrees[MemberCount];
        var isSeen = new bool[MemberCount][];
        for (var member = 0; member < MemberCount; member++)
        {
            var random = RandomStream.For(seed, generation: 0, member);
            int[] sample = [.. values.Select(_ => random.NextInt(values.Length))];
            isSeen[member] = new bool[values.Length];
            foreach (var row in sample)
            {
                isSeen[member][row] = true;
            }

            members[member] = BoostedTrees.Fit(
                features.Subset(sample), Array.ConvertAll(sample, row => values[row]), targetCount: 1, Options, (long)random.NextBits(), CancellationToken.None);
        }

        var (error, unexplained) = OutOfBag(Answers(members, table), isSeen, values);
        var mean = values.Average();
        var variance = values.Average(value => (value - mean) * (value - mean));
        var least = LeastNoise * (variance > 0 ? variance : 1);
        var observed = Enumerable.Range(0, table.Count).GroupBy(column => KeyOf(features, column))
            .ToDictionary(columns => columns.Key, columns => columns.Average(column => values[column]));
        return new BaggedTrees(members, observed, Math.Sqrt(unexplained > least ? unexplained : least), error);
    }

    /// <inheritdoc/>
    /// <returns>Each member's predictions; for an observed candidate the observed value, or the mean of several.</returns>
    public override double[] Answers(FeatureTable candidates)
    {
        var answers = Answers(_members, candidates);
        var features = Rows(candidates);
        for (var column = 0; column < candidates.Count; column++)
        {
            if (_observed.TryGetValue(KeyOf(features, column), out var value))
            {
                for (var at = column; at < answers.Length; at += candidates.Count)
                {
                    answers[at] = value;
                }
            }
        }

        return answers;
    }

    protected override void Vary(FeatureTable candidates, int[] members, double[] values, RandomStream random)
    {
        var rows = Rows(candidates);
        int[] unknown = [.. Enumerable.Range(0, candidates.Count).Where(column => !_observed.ContainsKey(KeyOf(rows, column)))];
        if (unknown.Length == 0)
        {
            return;
        }

        var features = Array.ConvertAll(candidates.Values, value => (float)value);
        var sums = new double[candidates.Stride];
        for (var draw = 0; draw < members.Length; draw++)
        {
            var trees = _members[members[draw]].Trees[0];
            sums.AsSpan().Clear();
            foreach (var tree in trees)
            {
                Moves(tree, Noise / Math.Sqrt(trees.Count), random).AddTo(features, sums);
            }

            foreach (var column in unknown)
            {
                values[(draw * candidates.Count) + column] += sums[column];
            }
        }
    }

    /// <summary>Returns a tree of the same nodes whose leaves hold random shifts.</summary>
    static RegressionTree Moves(RegressionTree tree, double deviation, RandomStream random) => tree with
    {
        Values = Array.ConvertAll(
            tree.Features, feature => feature == RegressionTree.Leaf ? (float)(deviation * NormalQuantile.Of(((random.NextBits() >> 11) + 0.5) / (1UL << 53))) : 0),
    };

    static double[] Answers(BoostedTrees[] members, FeatureTable table)
    {
        var features = Array.ConvertAll(table.Values, value => (float)value);
        var answers = new double[members.Length * table.Count];
        var sums = new double[table.Stride];
        for (var member = 0; member < members.Length; member++)
        {
            sums.AsSpan().Fill(members[member].Base[0]);
            foreach (var tree in members[member].Trees[0])
            {
                tree.AddTo(features, sums);
            }

            sums.AsSpan(0, table.Count).CopyTo(answers.AsSpan(member * table.Count));
        }

        return answers;
    }

    /// <summary>
    /// Returns the mean squared error of the members that have not seen a row, and the part of it that exceeds their variance there.
    /// </summary>
    static (double Error, double Unexplained) OutOfBag(double[] answers, bool[][] isSeen, double[] values)
    {
        var (errors, unexplained, rows) = (0.0, 0.0, 0);
        for (var row = 0; row < values.Length; row++)
        {
            double[] unseen = [.. Enumerable.Range(0, isSeen.Length).Where(member => !isSeen[member][row]).Select(member => answers[(member * values.Length) + row])];
            if (unseen.Length < 2)
            {
                continue;
            }

            var mean = unseen.Average();
            var error = (values[row] - mean) * (values[row] - mean);
            (errors, unexplained, rows) = (errors + error, unexplained + error - unseen.Average(one => (one - mean) * (one - mean)), rows + 1);
        }

        return (errors / rows, unexplained / rows);
    }

    static FeatureRows Rows(FeatureTable table)
    {
        var width = table.Features;
        var rows = new float[table.Count * width];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (float)table.Values[(i % width * table.Stride) + (i / width)];
        }

        return new FeatureRows(rows, width);
    }

    static string KeyOf(FeatureRows features, int row) => new(MemoryMarshal.Cast<float, char>(features[row]));
}
