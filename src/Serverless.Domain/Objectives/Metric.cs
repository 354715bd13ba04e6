namespace Serverless.Domain.Objectives;

/// <summary>A quantity that architectures are judged by.</summary>
/// <param name="Name">Its name in code, API, CLI and files, unit included.</param>
/// <param name="Unit">Shown to people; empty for counts.</param>
/// <param name="Source">What it takes to know it.</param>
/// <param name="Description">One sentence.</param>
public sealed record Metric(string Name, string Unit, MetricSource Source, string Description)
{
    public static Metric Accuracy { get; } = new("accuracy", "%", MetricSource.Training, "Top-1 accuracy on the validation images, 0 to 100.");

    public static Metric LatencyMs { get; } = new("latencyMs", "ms", MetricSource.Device, "Median time of one forward pass of one image.");

    public static Metric Parameters { get; } = new("parameters", "", MetricSource.Analytic, "Trainable weights, batch normalisation included.");

    public static Metric Flops { get; } = new("flops", "", MetricSource.Analytic, "Multiply-accumulates of convolutions and linear layers, one image.");

    public static Metric PeakMemoryBytes { get; } = new(
        "peakMemoryBytes", "bytes", MetricSource.Analytic, "Most memory that activations of 32 bits take at once, one image.");

    /// <summary>Every metric there is.</summary>
    public static IReadOnlyList<Metric> All { get; } = [Accuracy, LatencyMs, Parameters, Flops, PeakMemoryBytes];

    /// <summary>The metric of that name, or null.</summary>
    public static Metric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);
}
