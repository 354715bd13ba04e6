using Serverless.Core.Objectives;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/constraints</c>.</summary>
static class ConstraintsSection
{
    const int Most = 10;

    /// <summary>The most devices that a search can use: each device is a step of every evaluation, and one message holds all of them.</summary>
    const int MostDevices = 6;

    /// <param name="root">The request's fields.</param>
    /// <param name="space">The space to search.</param>
    /// <param name="rules">The rules of the evaluator, which say what can be constrained.</param>
    /// <param name="objectives">The objectives of the request.</param>
    public static IReadOnlyList<Constraint> Read(JsonFields root, SpaceSpecification space, EvaluatorRules rules, IReadOnlyList<Objective> objectives)
    {
        var constraints = new List<Constraint>();
        var items = root.Objects("constraints");
        if (items.Count > Most)
        {
            root.Fault("constraints", $"There are {items.Count}; a search can have at most {Most} constraints. Keep those that matter most.");
        }

        foreach (var fields in items)
        {
            var constraint = ReadOne(fields, space, rules);
            if (constraint.Metric.Length > 0 && constraints.Exists(earlier => earlier.Name == constraint.Name && earlier.AtEpochs == constraint.AtEpochs))
            {
                fields.Fault($"There already is a constraint on '{constraint.Name}'; give that one both bounds, atMost and atLeast.");
            }

            constraints.Add(constraint);
        }

        var devices = objectives.Select(objective => objective.Device).Concat(constraints.Select(constraint => constraint.Device)).OfType<string>().Distinct().Count();
        if (devices > MostDevices && constraints.Exists(constraint => constraint.Device is not null))
        {
            root.Fault("constraints", $"Objectives and constraints name {devices} devices; a search can have at most {MostDevices}. Keep the constraints that matter most.");
        }

        return constraints;
    }

    static Constraint ReadOne(JsonFields fields, SpaceSpecification space, EvaluatorRules rules)
    {
        var metric = rules.ConstraintMetrics is { } metrics ? fields.RequiredName("metric", "metric for a constraint", metrics) : fields.Text("metric");
        var device = rules.ReadDevice(fields, metric, space);
        var epochs = rules.ReadEpochs(fields, metric);
        var atMost = fields.Number("atMost");
        var atLeast = fields.Number("atLeast");
        fields.ReportUnknown();

        if (!fields.Has("atMost") && !fields.Has("atLeast"))
        {
            fields.Fault("A constraint needs a bound: atMost, atLeast or both.");
        }

        if (atLeast > atMost)
        {
            fields.Fault($"No value is at least {ErrorText.Number(atLeast.Value)} and at most {ErrorText.Number(atMost.Value)}; swap the bounds.");
        }

        return new Constraint { Metric = metric ?? "", Device = device, AtEpochs = epochs, AtMost = atMost, AtLeast = atLeast };
    }
}
