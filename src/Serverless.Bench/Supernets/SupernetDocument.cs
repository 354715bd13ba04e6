namespace Serverless.Bench.Supernets;

/// <summary>Measures how well metrics known before a training rank architectures.</summary>
/// <param name="Architectures">The number of architectures ranked.</param>
/// <param name="SupernetEpochs">The epochs of the supernet's training.</param>
/// <param name="Epochs">The epochs of each separate training.</param>
/// <param name="Seeds">The results, seed by seed.</param>
/// <param name="TrainingsAgree">
/// Kendall's tau-b between the accuracies of separate trainings with two seeds, which limits what can be expected: the median of all pairs of seeds;
/// null with one seed.
/// </param>
public sealed record SupernetDocument(int Architectures, int SupernetEpochs, int Epochs, IReadOnlyList<SupernetFigures> Seeds, double? TrainingsAgree)
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>
    /// Metric name to Kendall's tau-b between the metric and the mean accuracy of the separate trainings with all seeds, the median over seeds; null with
    /// one seed.
    /// </value>
    public IReadOnlyDictionary<string, double>? TauOfMean { get; init; }
}

/// <summary>The results with one seed.</summary>
/// <param name="Seed">The seed of all weights.</param>
/// <param name="Tau">Metric name to Kendall's tau-b between the metric and the accuracies of separate trainings, all with this seed.</param>
/// <param name="SupernetSeconds">The seconds to train the supernet.</param>
/// <param name="InheritSeconds">The mean seconds to evaluate an architecture with inherited weights.</param>
/// <param name="TrainSeconds">The mean seconds to train an architecture separately.</param>
/// <param name="LargestPercent">The accuracy of the supernet's largest network, in percent.</param>
/// <param name="InheritedPercent">The mean accuracy with inherited weights, in percent.</param>
/// <param name="TrainedPercent">The mean accuracy of separate trainings, in percent.</param>
public sealed record SupernetFigures(
    int Seed,
    IReadOnlyDictionary<string, double> Tau,
    double SupernetSeconds,
    double InheritSeconds,
    double TrainSeconds,
    double LargestPercent,
    double InheritedPercent,
    double TrainedPercent);
