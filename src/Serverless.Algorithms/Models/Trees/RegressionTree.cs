using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models.Trees;

/// <summary>Where a tree's nodes send a row, and what its leaves say.</summary>
/// <param name="Features">By node; −1 for a leaf.</param>
/// <param name="Thresholds">By node: a row goes left when its feature is not above this.</param>
/// <param name="Left">By node: the node on the left, which comes behind it.</param>
/// <param name="Right">By node: the node on the right, which comes behind it.</param>
/// <param name="Values">By node: what a leaf adds.</param>
public sealed record RegressionTree(int[] Features, float[] Thresholds, int[] Left, int[] Right, float[] Values)
{
    /// <summary>What a leaf has for a feature.</summary>
    public const int Leaf = -1;

    /// <summary>Columns that are looked at together.</summary>
    const int Lanes = 16;

    /// <summary>What the leaf of a row adds.</summary>
    public float Predict(ReadOnlySpan<float> row)
    {
        var node = 0;
        while (Features[node] != Leaf)
        {
            node = row[Features[node]] <= Thresholds[node] ? Left[node] : Right[node];
        }

        return Values[node];
    }

    /// <summary>Adds to many sums what the leaf of each column adds: both sides of every node, and of these what its feature chooses.</summary>
    /// <param name="features">Features × stride, row-major; the stride is the number of sums.</param>
    /// <param name="sums">As many as a multiple of sixteen.</param>
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
