namespace Serverless.Algorithms.Models.Trees;

/// <summary>How boosted trees grow.</summary>
public sealed record TreeOptions
{
    /// <value>Trees for each target.</value>
    public int Trees { get; init; } = 400;

    /// <value>What a tree's answer is multiplied by; above 0, at most 1.</value>
    public double Shrinkage { get; init; } = 0.05;

    /// <value>Leaves of a tree, at least 2.</value>
    public int Leaves { get; init; } = 8;

    /// <value>Rows of a leaf, at least 1.</value>
    public int RowsPerLeaf { get; init; } = 3;

    /// <value>Added to a leaf's number of rows: draws small leaves to zero.</value>
    public double Penalty { get; init; } = 1;

    /// <value>The share of rows that each tree sees, drawn for each tree; above 0, at most 1.</value>
    public double RowShare { get; init; } = 0.7;

    /// <value>The share of features that each tree sees, drawn for each tree; above 0, at most 1.</value>
    public double FeatureShare { get; init; } = 0.5;
}
