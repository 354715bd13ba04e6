namespace Serverless.Core.Surrogates;

/// <summary>The names of the ways to predict, as requests, files and reports spell them.</summary>
public static class SurrogateKind
{
    /// <summary>Pareto scores for each platform, of an encoder that all platforms share (Benmeziane et al. 2023).</summary>
    public const string HwPrNas = "hw-pr-nas";

    /// <summary>Graph convolutions; accuracy by which of two is better (Dudziak et al. 2020).</summary>
    public const string BrpNas = "brp-nas";

    /// <summary>Operations as gates of information that flows (Ning et al. 2020).</summary>
    public const string Gates = "gates";

    /// <summary>Features and operation sequence, ranked by pairs (after Wistuba, Pedapati 2020).</summary>
    public const string Lclr = "lclr";

    /// <summary>Sums of what each choice costs (Cai et al. 2019).</summary>
    public const string Lookup = "lookup";

    /// <summary>Values by a network and boosted trees together, and Pareto scores of these values (after Benmeziane et al. 2023).</summary>
    public const string ParetoHybrid = "pareto-hybrid";

    /// <summary>Linear regression with a penalty on large weights.</summary>
    public const string Ridge = "ridge";

    /// <summary>Boosted regression trees.</summary>
    public const string BoostedTrees = "boosted-trees";

    /// <summary>An exact Gaussian process for each target, on analytic features.</summary>
    public const string GaussianProcess = "gaussian-process";

    /// <summary>As <see cref="GaussianProcess"/>; of shares, such as accuracies, the mean of a process and boosted trees.</summary>
    public const string ProcessTrees = "process-trees";

    /// <summary>A line through bit operations (Karbachevsky et al. 2021).</summary>
    public const string BitOperations = "bit-operations";

    /// <summary>A device of which a few architectures were measured, completed from what known devices need.</summary>
    public const string DeviceTransfer = "device-transfer";
}
