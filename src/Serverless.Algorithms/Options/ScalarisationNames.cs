namespace Serverless.Algorithms.Options;

/// <summary>How several objectives, each scaled to its range, are made one for a weight vector.</summary>
public static class ScalarisationNames
{
    /// <summary>The weighted sum; finds the convex part of a front only.</summary>
    public const string Linear = "linear";

    /// <summary>The largest weighted distance from the ideal point; finds every part of a front.</summary>
    public const string Tchebycheff = "tchebycheff";

    /// <summary>The first objective alone, with bounds on the others that differ by subproblem.</summary>
    public const string EpsilonConstraint = "epsilonConstraint";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Linear, Tchebycheff, EpsilonConstraint];
}
