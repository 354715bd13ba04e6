namespace Serverless.Algorithms.Models.Trees;

/// <summary>Options for growing boosted trees.</summary>
public sealed record TreeOptions
{
    /// <value>The number of trees for each target; 400 by default.</value>
    public int Trees { get; init; } = 400;

    /// <value>The factor for a tree's predictions; above 0, at most 1; 0.05 by default.</value>
    public double Shrinkage { get; init; } = 0.05;

    /// <value>The number of leaves of a tree, at least 2; 8 by default.</value>
    public int Leaves { get; init; } = 8;

    /// <value>The smallest number of rows in a leaf, at least 1; 3 by default.</value>
    public int RowsPerLeaf { get; init; } = 3;

    /// <value>The number that is added to a leaf's number of rows, which shrinks small leaves towards zero; 1 by default.</value>
    public double Penalty { get; init; } = 1;

    /// <value>The share of rows that each tree is fitted to, drawn for each tree; above 0, at most 1; 0.7 by default.</value>
    public double RowShare { get; init; } = 0.7;

    /// <value>The share of features that each tree can use, drawn for each tree; above 0, at most 1; 0.5 by default.</value>
    public double FeatureShare { get; init; } = 0.5;
}
