namespace Serverless.Bench.Supernets;

/// <summary>How well what is known before a training ranks architectures.</summary>
/// <param name="Architectures">How many were ranked.</param>
/// <param name="SupernetEpochs">Of the supernet's training.</param>
/// <param name="Epochs">Of each training alone.</param>
/// <param name="Seeds">What came out, seed by seed.</param>
/// <param name="TrainingsAgree">Kendall's tau-b of the accuracies of trainings with the first two seeds: what can be hoped for; null with one seed.</param>
public sealed record SupernetDocument(int Architectures, int SupernetEpochs, int Epochs, IReadOnlyList<SupernetFigures> Seeds, double? TrainingsAgree)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>What came out with one seed.</summary>
/// <param name="Seed">Of all weights.</param>
/// <param name="Tau">Metric to Kendall's tau-b of it and the accuracies of trainings alone, all of this seed.</param>
/// <param name="SupernetSeconds">Of training the supernet.</param>
/// <param name="InheritSeconds">Of judging an architecture by inherited weights, the mean.</param>
/// <param name="TrainSeconds">Of training an architecture alone, the mean.</param>
/// <param name="LargestPercent">Accuracy of the supernet's largest network.</param>
/// <param name="InheritedPercent">Mean accuracy by inherited weights.</param>
/// <param name="TrainedPercent">Mean accuracy of trainings alone.</param>
public sealed record SupernetFigures(
    int Seed,
    IReadOnlyDictionary<string, double> Tau,
    double SupernetSeconds,
    double InheritSeconds,
    double TrainSeconds,
    double LargestPercent,
    double InheritedPercent,
    double TrainedPercent);
