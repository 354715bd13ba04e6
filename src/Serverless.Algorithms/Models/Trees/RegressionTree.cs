using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models.Trees;

/// <summary>A regression tree, stored as arrays that are indexed by node.</summary>
/// <param name="Features">The feature by which each node splits; −1 for a leaf.</param>
/// <param name="Thresholds">The threshold of each node: a row goes left if its feature is not above it.</param>
/// <param name="Left">The left child of each node, which has a higher index.</param>
/// <param name="Right">The right child of each node, which has a higher index.</param>
/// <param name="Values">The value that each leaf adds.</param>
public sealed record RegressionTree(int[] Features, float[] Thresholds, int[] Left, int[] Right, float[] Values)
{
    /// <summary>The feature index that marks a leaf.</summary>
    public const int Leaf = -1;

    /// <summary>The number of columns that are evaluated together.</summary>
    const int Lanes = 16;

    /// <summary>Returns the value of the leaf that a row reaches.</summary>
    public float Predict(ReadOnlySpan<float> row)
    {
        var node = 0;
        while (Features[node] != Leaf)
        {
            node = row[Features[node]] <= Thresholds[node] ? Left[node] : Right[node];
        }

        return Values[node];
    }

    /// <summary>Adds the value of each column's leaf to its sum. Both sides of every node are computed, and the node's feature selects one.</summary>
    /// <param name="features">Features × stride, row-major; the stride is the number of sums.</param>
    /// <param name="sums">The sums to add to; their number is a multiple of sixteen.</param>
    internal void AddTo(ReadOnlySpan<float> features, Span<double> sums)
    {
        Span<Vector512<float>> answers = stackalloc Vector512<float>[Features.Length];
        for (var first = 0; first < sums.Length; first += Lanes)
        {
            for (var node = Features.Length - 1; node >= 0; node--)
            {
                answers[node] = Features[node] == Leaf ? Vector512.Create(Values[node]) : Vector512.ConditionalSelect(
                    Vector512.LessThanOrEqual(Vector512.Create(features.Slice((Features[node] * sums.Length) + first, Lanes)), Vector512.Create(Thresholds[node])),
                    answers[Left[node]],
                    answers[Right[node]]);
            }

            var (lower, upper) = Vector512.Widen(answers[0]);
            Add(sums.Slice(first, Lanes / 2), lower);
            Add(sums.Slice(first + (Lanes / 2), Lanes / 2), upper);
        }
    }

    static void Add(Span<double> sums, Vector512<double> values) => (Vector512.Create((ReadOnlySpan<double>)sums) + values).CopyTo(sums);
}
