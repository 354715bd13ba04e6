using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/constraints</c>.</summary>
static class ConstraintsSection
{
    /// <summary>Only what is known before training can keep a candidate from being trained.</summary>
    static readonly string[] Metrics =
        [.. Metric.All.Where(metric => metric.Source == MetricSource.Analytic).Select(metric => metric.Name)];

    public static IReadOnlyList<Constraint> Read(JsonFields root, EvaluatorReading evaluator)
    {
        IReadOnlyList<string>? metrics = evaluator.IsTable ? evaluator.Table?.Metrics.Select(metric => metric.Column).ToList() : Metrics;
        return [.. root.Objects("constraints").Select(fields => ReadOne(fields, metrics))];
    }

    static Constraint ReadOne(JsonFields fields, IReadOnlyList<string>? metrics)
    {
        var metric = metrics is null ? fields.Text("metric") : fields.RequiredName("metric", "metric that is known before training", metrics);
        var atMost = fields.Number("atMost");
        var atLeast = fields.Number("atLeast");
        fields.ReportUnknown();

        if (!fields.Has("atMost") && !fields.Has("atLeast"))
        {
            fields.Fault("A constraint needs a bound: atMost, atLeast or both.");
        }

        if (atLeast > atMost)
        {
            fields.Fault($"Nothing is at least {ErrorText.Number(atLeast.Value)} and at most {ErrorText.Number(atMost.Value)}; swap the bounds.");
        }

        return new Constraint { Metric = metric ?? "", AtMost = atMost, AtLeast = atLeast };
    }
}
