namespace Serverless.Algorithms.Options;

/// <summary>The names of the models that predict objectives from analytic features.</summary>
public static class ModelNames
{
    /// <summary>Exact Gaussian processes.</summary>
    public const string GaussianProcess = "gaussianProcess";

    /// <summary>Boosted trees, fitted to several bootstrap samples.</summary>
    public const string BoostedTrees = "boostedTrees";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [GaussianProcess, BoostedTrees];
}

/// <summary>The names of the feature sets by which models of objectives distinguish candidates.</summary>
public static class FeatureNames
{
    /// <summary>
    /// The features that the space can compute: for NAS-Bench-201, paths and what is executed; for other spaces, <see cref="Costs"/>.
    /// </summary>
    public const string Analytic = "analytic";

    /// <summary>One-hot choices, and the costs of networks if the space can lay them out.</summary>
    public const string Costs = "costs";

    /// <summary>One-hot choices only.</summary>
    public const string Choices = "choices";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [Analytic, Costs, Choices];
}

/// <summary>The names of the kernels, which say how the similarity of two candidates falls with their distance.</summary>
public static class KernelNames
{
    /// <summary>The Matérn kernel of smoothness 5/2.</summary>
    public const string Matern52 = "matern52";

    /// <summary>The squared exponential (Gaussian) kernel, which is smoother.</summary>
    public const string SquaredExponential = "squaredExponential";

    /// <summary>A kernel that decays with the number of choices that differ, for features that are choices.</summary>
    public const string Hamming = "hamming";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [Matern52, SquaredExponential, Hamming];
}

/// <summary>The names of the transforms of objectives that are modelled in their place.</summary>
public static class TransformNames
{
    /// <summary>A transform chosen by the values of an objective: the logarithm for costs, the inverse of the shortfall for shares.</summary>
    public const string ByRange = "byRange";

    /// <summary>No transform: objectives are modelled as they are.</summary>
    public const string None = "none";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [ByRange, None];
}
