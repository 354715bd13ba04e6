namespace Serverless.Core.Surrogates;

/// <summary>The names of the kinds of surrogates, in requests, files and reports.</summary>
public static class SurrogateKind
{
    /// <summary>Pareto scores for each platform, from an encoder shared by all platforms (Benmeziane et al. 2023).</summary>
    public const string HwPrNas = "hw-pr-nas";

    /// <summary>Graph convolutions; accuracy is learned from pairwise comparisons (Dudziak et al. 2020).</summary>
    public const string BrpNas = "brp-nas";

    /// <summary>Operations as gates of the information flow (Ning et al. 2020).</summary>
    public const string Gates = "gates";

    /// <summary>Features and operation sequence, ranked pairwise (after Wistuba, Pedapati 2020).</summary>
    public const string Lclr = "lclr";

    /// <summary>Sums of the cost of each choice (Cai et al. 2019).</summary>
    public const string Lookup = "lookup";

    /// <summary>Values from a network combined with boosted trees, and Pareto scores of these values (after Benmeziane et al. 2023).</summary>
    public const string ParetoHybrid = "pareto-hybrid";

    /// <summary>Ridge regression: linear regression with an L2 penalty.</summary>
    public const string Ridge = "ridge";

    /// <summary>Boosted regression trees.</summary>
    public const string BoostedTrees = "boosted-trees";

    /// <summary>An exact Gaussian process for each target, on analytic features.</summary>
    public const string GaussianProcess = "gaussian-process";

    /// <summary>As <see cref="GaussianProcess"/>; for shares, such as accuracies, the mean of a Gaussian process and boosted trees.</summary>
    public const string ProcessTrees = "process-trees";

    /// <summary>Linear regression on bit operations (Karbachevsky et al. 2021).</summary>
    public const string BitOperations = "bit-operations";

    /// <summary>A device with measurements of a few architectures, completed from the values of known devices.</summary>
    public const string DeviceTransfer = "device-transfer";
}
