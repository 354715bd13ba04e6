using Serverless.Core.Objectives;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/objectives</c>.</summary>
static class ObjectivesSection
{
    /// <summary>
    /// The most objectives for which the exact hypervolume, computed whenever a front changes, takes little time: about 50 ms for a front of
    /// a thousand members with six objectives, over a second with seven.
    /// </summary>
    const int Most = 6;

    public static readonly Dictionary<string, Goal> Goals = new() { ["minimise"] = Goal.Minimise, ["maximise"] = Goal.Maximise };

    /// <summary>Reports an error if a unit is given for a metric that has its own.</summary>
    public static void RefuseUnit(JsonFields fields)
    {
        if (fields.Has("unit"))
        {
            fields.Fault("unit", "Only metrics that an external evaluator reports have a unit; remove this field.");
        }
    }

    public static IReadOnlyList<Objective> Read(JsonFields root, SpaceSpecification space, EvaluatorRules rules)
    {
        var items = root.Objects("objectives");
        if (!root.Has("objectives") || root.IsEmptyList("objectives"))
        {
            root.Fault("objectives", "At least one is required, for example {\"metric\": \"accuracy\", \"goal\": \"maximise\"}.");
        }

        if (items.Count > Most)
        {
            root.Fault("objectives", $"There are {items.Count}; a front can have at most {Most} objectives. Turn some into constraints.");
        }

        var objectives = new List<Objective>();
        foreach (var item in items)
        {
            var objective = rules.ReadObjective(item, space);
            if (objective.Metric.Length > 0 && objectives.Exists(earlier => earlier.Name == objective.Name))
            {
                item.Fault($"There already is an objective '{objective.Name}'; keep one.");
            }

            objectives.Add(objective);
        }

        return objectives;
    }
}
