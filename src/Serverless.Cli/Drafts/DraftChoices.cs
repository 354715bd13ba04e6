using Serverless.Algorithms.Options;
using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Cli.Drafts;

/// <summary>The choices for a draft of a request.</summary>
sealed record DraftChoices
{
    public const int MostTrainings = 1_000_000;

    /// <value>The metrics that a draft can have as objectives: those that any search reports about a trained network.</value>
    public static IReadOnlyList<Metric> Metrics { get; } =
        [Metric.Accuracy, Metric.LatencyMs, Metric.EnergyMj, Metric.Parameters, Metric.Macs, Metric.PeakMemoryBytes];

    public string Space { get; init; } = "nasbench201-canonical";

    public string Algorithm { get; init; } = AutoAlgorithm.Name;

    /// <value>At least one objective, without duplicates.</value>
    public IReadOnlyList<Metric> Objectives { get; init; } = [Metric.Accuracy, Metric.LatencyMs];

    public string Device { get; init; } = DeviceDefinition.LocalCpu.Id;

    public int Trainings { get; init; } = 24;

    /// <value>A folder of images; null: the images of Fashion-MNIST.</value>
    public string? Images { get; init; }

    /// <value>A folder of test images, which are used for the final front only; null: none.</value>
    public string? TestImages { get; init; }

    /// <value>The height and width in pixels to which images of a folder are resized; null: their own size, or 32.</value>
    public int? Size { get; init; }

    /// <value>The description of the algorithm; null: the platform chooses the algorithm.</value>
    public AlgorithmDescription? Description => AlgorithmDescription.Find(Algorithm);

    public SearchSpace SearchSpace => SearchSpaces.Find(Space)!; // options and questions take no other

    /// <summary>Reads the objectives in a comma-separated list.</summary>
    /// <returns>The objectives; null when there are none, or one is not among the <see cref="Metrics"/> or occurs twice.</returns>
    public static IReadOnlyList<Metric>? ReadObjectives(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = text.Split(',', StringSplitOptions.TrimEntries).Select(name => Metrics.FirstOrDefault(metric => metric.Name == name)).OfType<Metric>().Distinct().ToList();
        return found.Count == text.Split(',').Length ? found : null;
    }

    /// <value>The rule for objectives, for messages.</value>
    public static string ObjectivesRule => $"one or more of {string.Join(", ", Metrics.Select(metric => metric.Name))}, separated by commas";
}
