using System.Globalization;
using Serverless.Core.Evaluations;

namespace Serverless.Cli.Reports;

/// <summary>Describes what a search's constraints saved: trainings of candidates that violate one.</summary>
public static class LimitSavings
{
    /// <summary>
    /// Describes the savings, for example
    /// <c>7 of 31 candidates broke a limit and were not trained, which saved about 42 s (6.0 s a training, less 1.4 s of measuring)</c>.
    /// </summary>
    /// <param name="evaluations">All evaluations of the search; each has ended.</param>
    /// <returns>The description; empty when a constraint prevented no training.</returns>
    public static string Text(IReadOnlyList<Evaluation> evaluations)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        List<Evaluation> stopped = [.. evaluations.Where(evaluation => evaluation is { Status: EvaluationStatus.Infeasible, Cost.TrainedOn: null })];
        List<double> trainings = [.. evaluations.Where(evaluation => evaluation.Cost.TrainedOn is not null).Select(evaluation => evaluation.Cost.TrainingSeconds)];
        if (stopped.Count == 0)
        {
            return "";
        }

        var text = $"{stopped.Count} of {evaluations.Count} candidates violated a limit and {(stopped.Count == 1 ? "was" : "were")} not trained";
        if (trainings.Count == 0)
        {
            return text;
        }

        var (each, measuring) = (trainings.Average(), stopped.Sum(evaluation => evaluation.Cost.MeasuringSeconds));
        var saved = Math.Max(0, (each * stopped.Count) - measuring);
        return text + string.Create(CultureInfo.InvariantCulture, $", which saved about {saved:F0} s ({each:F1} s per training, minus {measuring:F1} s of measuring)");
    }
}
