using System.Globalization;
using Serverless.Algorithms.Acquisition;
using Serverless.Cli.Output;
using Serverless.Core.Evaluations;

namespace Serverless.Cli.Reports;

/// <summary>Every evaluation of a search, in proposal order.</summary>
public static class EvaluationTable
{
    public static Table Of(ReportData data)
    {
        var objectives = data.Front.Objectives.Select(objective => objective.Name).ToArray();
        string[] metrics = [.. objectives, .. objectives.Contains("parameters") ? [] : (string[])["parameters"]];
        var isChosen = data.Evaluations.Any(evaluation => evaluation.Predicted is not null);
        return new Table(
            [
                new Column("generation", true),
                new Column("outcome"),
                .. metrics.Select(name => new Column(MetricText.Header(name), true)),
                .. isChosen ? [new Column("chosen by")] : (Column[])[],
                new Column("training s", true),
                new Column("architecture"),
                new Column("candidate"),
            ],
            [.. data.Evaluations.Select(evaluation => (IReadOnlyList<string>)[
                evaluation.Generation.ToString(CultureInfo.InvariantCulture),
                CandidateOutcomeText.Of(evaluation, data.Request.IsTrained),
                .. metrics.Select(name => MetricText.Value(name, evaluation.Metrics.TryGetValue(name, out var value) ? value : null)),
                .. isChosen ? [Chooser(evaluation)] : (string[])[],
                evaluation.Cost.TrainingSeconds > 0 ? evaluation.Cost.TrainingSeconds.ToString("0.0", CultureInfo.InvariantCulture) : "",
                PlainText.Of(evaluation.Architecture),
                PlainText.Of(evaluation.Candidate.Value),
            ])]);
    }

    static string Chooser(Evaluation evaluation) => evaluation.Predicted?.Reason switch
    {
        null or ChoiceReason.Algorithm => "algorithm",
        var reason => $"surrogate, for {reason.Value.ToString().ToLowerInvariant()}",
    };
}
