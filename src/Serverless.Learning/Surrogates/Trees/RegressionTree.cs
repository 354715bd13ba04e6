namespace Serverless.Learning.Surrogates.Trees;

/// <summary>Where a tree's nodes send a row, and what its leaves say.</summary>
/// <param name="Features">By node; −1 for a leaf.</param>
/// <param name="Thresholds">By node: a row goes left when its feature is not above this.</param>
/// <param name="Left">By node: the node on the left.</param>
/// <param name="Right">By node: the node on the right.</param>
/// <param name="Values">By node: what a leaf adds.</param>
sealed record RegressionTree(int[] Features, float[] Thresholds, int[] Left, int[] Right, float[] Values)
{
    public const int Leaf = -1;

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
}
