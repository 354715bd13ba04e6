using Serverless.Core.Objectives;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>The result of training a candidate with one seed of a recipe, for one fold.</summary>
/// <param name="Trained">The network at the last stop.</param>
/// <param name="Seconds">The seconds of all stops together.</param>
sealed record SeedTraining(TrainedCandidate Trained, double Seconds)
{
    /// <summary>Returns the means over all seeds and folds, and the sample standard deviation of the accuracy if there are several.</summary>
    /// <param name="trainings">At least one training.</param>
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
