using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/constraints</c>.</summary>
static class ConstraintsSection
{
    /// <param name="root">The request's fields.</param>
    /// <param name="metrics">What may be bounded; null: anything.</param>
    public static IReadOnlyList<Constraint> Read(JsonFields root, IReadOnlyList<string>? metrics) =>
        [.. root.Objects("constraints").Select(fields => ReadOne(fields, metrics))];

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
