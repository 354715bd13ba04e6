using Serverless.Algorithms.Options;
using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Cli.Drafts;

/// <summary>What a request to begin with is to ask for.</summary>
sealed record DraftChoices
{
    public const int MostTrainings = 1_000_000;

    /// <value>The metrics that a first request can have as objectives: what any search tells of a trained network.</value>
    public static IReadOnlyList<Metric> Metrics { get; } =
        [Metric.Accuracy, Metric.LatencyMs, Metric.EnergyMj, Metric.Parameters, Metric.Macs, Metric.PeakMemoryBytes];

    public string Space { get; init; } = "nasbench201-canonical";

    public string Algorithm { get; init; } = AutoAlgorithm.Name;

    /// <value>At least one, each once.</value>
    public IReadOnlyList<Metric> Objectives { get; init; } = [Metric.Accuracy, Metric.LatencyMs];

    public string Device { get; init; } = DeviceDefinition.LocalCpu.Id;

    public int Trainings { get; init; } = 24;

    /// <value>A folder of images; null: those of Fashion-MNIST.</value>
    public string? Images { get; init; }

    /// <value>A folder of images that only the final front is judged on; null: none.</value>
    public string? TestImages { get; init; }

    /// <value>Height and width that images of a folder are brought to; null: as they are, or 32.</value>
    public int? Size { get; init; }

    /// <value>The description of the algorithm; null: the platform chooses it.</value>
    public AlgorithmDescription? Description => AlgorithmDescription.Find(Algorithm);

    public SearchSpace SearchSpace => SearchSpaces.Find(Space)!; // options and questions take no other

    /// <summary>The objectives in a list with commas.</summary>
    /// <returns>Null where there is none, or one that is none of <see cref="Metrics"/> or there twice.</returns>
    public static IReadOnlyList<Metric>? ReadObjectives(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = text.Split(',', StringSplitOptions.TrimEntries).Select(name => Metrics.FirstOrDefault(metric => metric.Name == name)).OfType<Metric>().Distinct().ToList();
        return found.Count == text.Split(',').Length ? found : null;
    }

    /// <value>The rule of objectives, for messages.</value>
    public static string ObjectivesRule => $"one or more of {string.Join(", ", Metrics.Select(metric => metric.Name))}, with commas between";
}
