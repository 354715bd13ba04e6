namespace Serverless.Algorithms.Options;

/// <summary>How the decisions of two parents are mixed.</summary>
public static class CrossoverNames
{
    /// <summary>Each decision from either parent with equal probability.</summary>
    public const string Uniform = "uniform";

    /// <summary>The decisions between two random cuts from the second parent, the others from the first.</summary>
    public const string TwoPoint = "twoPoint";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Uniform, TwoPoint];
}
