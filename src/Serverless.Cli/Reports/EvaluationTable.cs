using System.Globalization;
using Serverless.Cli.Output;
using Serverless.Domain.Evaluations;

namespace Serverless.Cli.Reports;

/// <summary>Every evaluation of a search, in proposal order.</summary>
public static class EvaluationTable
{
    public static Table Of(ReportData data)
    {
        var objectives = data.Front.Objectives.Select(objective => objective.Name).ToArray();
        string[] metrics = [.. objectives, .. objectives.Contains("parameters") ? [] : (string[])["parameters"]];
        return new Table(
            [
                new Column("generation", true),
                new Column("outcome"),
                .. metrics.Select(name => new Column(MetricText.Header(name), true)),
                new Column("training s", true),
                new Column("architecture"),
                new Column("candidate"),
            ],
            [.. data.Evaluations.Select(evaluation => (IReadOnlyList<string>)[
                evaluation.Generation.ToString(CultureInfo.InvariantCulture),
                Outcome(evaluation),
                .. metrics.Select(name => MetricText.Value(name, evaluation.Metrics.TryGetValue(name, out var value) ? value : null)),
                evaluation.Cost.TrainingSeconds > 0 ? evaluation.Cost.TrainingSeconds.ToString("0.0", CultureInfo.InvariantCulture) : "",
                PlainText.Of(evaluation.Architecture),
                PlainText.Of(evaluation.Candidate.Value),
            ])]);
    }

    static string Outcome(Evaluation evaluation) => evaluation.Status switch
    {
        EvaluationStatus.Completed => evaluation.Cached ? "from cache" : "trained",
        EvaluationStatus.Infeasible => "infeasible, not trained",
        EvaluationStatus.EarlyStopped when evaluation.Rungs is [.., { Epochs: 0 }] => "stopped untrained, by training-free metrics",
        EvaluationStatus.EarlyStopped when evaluation.Rungs is [.., var last] => $"stopped at rung {last.Rung}, after {last.Epochs} epochs",
        var status => status.ToString(),
    };
}
