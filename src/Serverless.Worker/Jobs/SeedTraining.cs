using Serverless.Core.Objectives;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>What training a candidate with one of a recipe's seeds, for one fold, gave.</summary>
/// <param name="Trained">The network, at the last stop.</param>
/// <param name="Seconds">Of all stops together.</param>
sealed record SeedTraining(TrainedCandidate Trained, double Seconds)
{
    /// <summary>Means over all seeds and folds; with several of them the accuracy's sample standard deviation too.</summary>
    /// <param name="trainings">At least one.</param>
    public static IReadOnlyDictionary<string, double> MetricsOf(IReadOnlyList<SeedTraining> trainings)
    {
        var mean = trainings.Average(training => training.Trained.AccuracyPercent);
        var metrics = new Dictionary<string, double>
        {
            [Metric.Accuracy.Name] = mean,
            ["finalLoss"] = trainings.Average(training => training.Trained.FinalLoss),
        };
        if (trainings.Count > 1)
        {
            var squares = trainings.Sum(training => Math.Pow(training.Trained.AccuracyPercent - mean, 2));
            metrics["accuracyDeviation"] = Math.Sqrt(squares / (trainings.Count - 1));
        }

        return metrics;
    }
}
