namespace Serverless.Algorithms.Options;

/// <summary>What predicts objectives from analytic features.</summary>
public static class ModelNames
{
    /// <summary>Exact Gaussian processes.</summary>
    public const string GaussianProcess = "gaussianProcess";

    /// <summary>Boosted trees, fitted to several bootstrap samples.</summary>
    public const string BoostedTrees = "boostedTrees";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [GaussianProcess, BoostedTrees];
}

/// <summary>By what models of objectives tell candidates apart.</summary>
public static class FeatureNames
{
    /// <summary>What the space can tell: of NAS-Bench-201 paths and what is executed, of others <see cref="Costs"/>.</summary>
    public const string Analytic = "analytic";

    /// <summary>The choices, one-hot, and what networks cost where the space can lay them out.</summary>
    public const string Costs = "costs";

    /// <summary>The choices alone, one-hot.</summary>
    public const string Choices = "choices";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Analytic, Costs, Choices];
}

/// <summary>How the likeness of two candidates falls with their distance.</summary>
public static class KernelNames
{
    /// <summary>Matérn of smoothness 5/2.</summary>
    public const string Matern52 = "matern52";

    /// <summary>The Gaussian: smoother.</summary>
    public const string SquaredExponential = "squaredExponential";

    /// <summary>Decays with the number of choices that differ; for features that are choices.</summary>
    public const string Hamming = "hamming";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Matern52, SquaredExponential, Hamming];
}

/// <summary>What is modelled in place of objectives.</summary>
public static class TransformNames
{
    /// <summary>By what values an objective can have: logarithms of costs, the inverse of what a share is missing.</summary>
    public const string ByRange = "byRange";

    /// <summary>The objectives as they are.</summary>
    public const string None = "none";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [ByRange, None];
}
