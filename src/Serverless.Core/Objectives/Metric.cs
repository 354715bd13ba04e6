using Serverless.Spaces;

namespace Serverless.Core.Objectives;

/// <summary>A quantity by which architectures are evaluated.</summary>
/// <param name="Name">The name in code, API, CLI and files, including the unit.</param>
/// <param name="Unit">The unit for display; empty for counts.</param>
/// <param name="Source">What is needed to determine it.</param>
/// <param name="Description">A description of one sentence.</param>
public sealed record Metric(string Name, string Unit, MetricSource Source, string Description)
{
    /// <value>Whether it is a comparison with a reference network, which only some algorithms have.</value>
    public bool NeedsReference => this == RepresentationMutualInformation;

    public static Metric Accuracy { get; } = new("accuracy", "%", MetricSource.Training, "Top-1 accuracy on the validation images, 0 to 100.");

    public static Metric LatencyMs { get; } = new("latencyMs", "ms", MetricSource.Device, "Median time of one forward pass of one image.");

    public static Metric EnergyMj { get; } = new(
        "energyMj", "mJ", MetricSource.Device, "Energy of the processor packages for one forward pass of one image, if the machine reports it.");

    public static Metric Parameters { get; } = new("parameters", "", MetricSource.Analytic, "Trainable weights, batch normalisation included.");

    public static Metric Macs { get; } = new("macs", "", MetricSource.Analytic, "Multiply-accumulates of convolutions and linear layers, one image. FLOPs are twice as many.");

    public static Metric BitOperations { get; } = new(
        "bitOperations", "", MetricSource.Analytic, "Operations on single bits of convolutions and linear layers by their bit widths, one image (Karbachevsky et al. 2021).");

    public static Metric PeakMemoryBytes { get; } = new(
        "peakMemoryBytes", "bytes", MetricSource.Analytic, "Most memory that activations of 32 bits take at once, one image.");

    public static Metric LogSynflow { get; } = new(
        "logSynflow", "", MetricSource.ZeroCost, "How much signal untrained weights let through (Tanaka et al. 2020), logarithm.");

    public static Metric Naswot { get; } = new(
        "naswot", "", MetricSource.ZeroCost, "How well untrained rectifiers tell images apart (Mellor et al. 2021).");

    public static Metric JacobianCovariance { get; } = new(
        "jacobianCovariance", "", MetricSource.ZeroCost, "How differently an untrained network answers to different images (Abdelfattah et al. 2021).");

    public static Metric Snip { get; } = new(
        "snip", "", MetricSource.ZeroCost, "How much the loss depends on untrained weights (Lee et al. 2019).");

    public static Metric GradientNorm { get; } = new(
        "gradientNorm", "", MetricSource.ZeroCost, "Length of an untrained network's gradients (Abdelfattah et al. 2021).");

    public static Metric RepresentationMutualInformation { get; } = new(
        "representationMutualInformation",
        "",
        MetricSource.ZeroCost,
        "How like a trained reference network's its representations become, trained on one batch (Zheng et al. 2022), 0 to 1.");

    public static Metric SupernetAccuracy { get; } = new(
        "supernetAccuracy", "%", MetricSource.Supernet, "Top-1 accuracy on the validation images by weights inherited from a supernet (Cai et al. 2020), 0 to 100.");

    /// <summary>All metrics.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Accuracy, LatencyMs, EnergyMj, Parameters, Macs, BitOperations, PeakMemoryBytes, LogSynflow, Naswot, JacobianCovariance, Snip, GradientNorm,
        RepresentationMutualInformation, SupernetAccuracy,
    ];

    /// <summary>The zero-cost proxies available in any search: computed from the untrained network alone; for each, more is better.</summary>
    public static IReadOnlyList<Metric> ZeroCostProxies { get; } =
        [.. All.Where(metric => metric.Source == MetricSource.ZeroCost && !metric.NeedsReference)];

    /// <summary>Returns the metric of that name, or null.</summary>
    public static Metric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);
}

/// <summary>The source of a metric's values, cheapest first.</summary>
public enum MetricSource
{
    /// <summary>Counted from the architecture alone.</summary>
    Analytic,

    /// <summary>Measured on a device, or looked up for it.</summary>
    Device,

    /// <summary>A zero-cost proxy: computed from an untrained network and a few images.</summary>
    ZeroCost,

    /// <summary>Evaluated with weights inherited from a supernet, whose weights all networks of the space share.</summary>
    Supernet,

    /// <summary>Known only after training.</summary>
    Training,
}

/// <summary>Converts the analytic cost of an architecture to metrics.</summary>
public static class AnalyticMetrics
{
    /// <summary>Returns the values of all <see cref="MetricSource.Analytic"/> metrics, by name.</summary>
    public static Dictionary<string, double> ToMetrics(this ArchitectureCost cost) => new()
    {
        [Metric.Parameters.Name] = cost.Parameters,
        [Metric.Macs.Name] = cost.Macs,
        [Metric.BitOperations.Name] = cost.BitOperations,
        [Metric.PeakMemoryBytes.Name] = cost.PeakMemoryBytes,
    };
}

/// <summary>The range of the values, thresholds and bounds of metrics.</summary>
/// <remarks>
/// A hypervolume multiplies one distance per objective. With six objectives, the most that a search can have, and the farthest reference point
/// that can be inferred, it stays below 10¹⁸³, so no volume, sum of volumes or square of a distance overflows. The limit also leaves
/// room in the 32-bit numbers with which surrogates are fitted.
/// </remarks>
public static class MetricRange
{
    /// <summary>The largest magnitude.</summary>
    public const double Largest = 1e30;

    /// <summary>The largest value of a metric in percent.</summary>
    public const double MostPercent = 100;

    /// <summary>Returns whether a value is a number from −10³⁰ to 10³⁰; false for NaN.</summary>
    public static bool Holds(double value) => Math.Abs(value) <= Largest;
}
