using Serverless.Core.Recipes;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/training/schedule</c>.</summary>
static class ScheduleSection
{
    /// <summary>The default factor by which a step schedule multiplies the learning rate.</summary>
    public const double UsualFactor = 0.1;

    static readonly Dictionary<string, ScheduleKind> Kinds =
        new() { ["cosine"] = ScheduleKind.Cosine, ["step"] = ScheduleKind.Step, ["constant"] = ScheduleKind.Constant };

    /// <param name="fields">The section; null when it is left out.</param>
    /// <param name="epochs">Epochs of the whole training.</param>
    /// <returns>The schedule; null for the default, so that one recipe has one hash.</returns>
    public static ScheduleSpecification? Read(JsonFields? fields, int epochs)
    {
        if (fields is null)
        {
            return null;
        }

        var name = fields.RequiredName("name", "schedule", [.. Kinds.Keys]);
        var warmUp = fields.Whole("warmUpEpochs", 0, epochs - 1, 0);
        if (name is null)
        {
            return null;
        }

        var schedule = new ScheduleSpecification { Name = Kinds[name], WarmUpEpochs = warmUp };
        if (schedule.Name == ScheduleKind.Step)
        {
            schedule = schedule with
            {
                Milestones = ReadMilestones(fields, epochs),
                Factor = fields.Number("factor", " greater than 0 and below 1", factor => factor is > 0 and < 1) ?? UsualFactor,
            };
        }

        if (schedule.Name == ScheduleKind.Cosine)
        {
            schedule = schedule with { Restarts = ReadRestarts(fields, warmUp, epochs) };
        }

        fields.ReportUnknown();
        return Unsaid(schedule);
    }

    /// <summary>Returns the schedule of that name.</summary>
    public static ScheduleKind KindOf(string name) => Kinds[name];

    /// <summary>Returns null if the schedule is the default; otherwise the schedule.</summary>
    public static ScheduleSpecification? Unsaid(ScheduleSpecification? schedule) =>
        schedule is { Name: ScheduleKind.Cosine, WarmUpEpochs: 0, Restarts: null } ? null : schedule;

    /// <summary>Returns the epochs, before the last, after which a rate that is lowered once per period changes.</summary>
    public static IReadOnlyList<int> Every(int period, int epochs) => [.. Enumerable.Range(1, (epochs - 1) / period).Select(i => i * period)];

    /// <summary>Returns the default schedule with rungs: one cosine cycle per rung, so that networks are compared when they have settled.</summary>
    /// <returns>Null when no rung lies between the beginning and the end.</returns>
    public static ScheduleSpecification? OfRungs(IReadOnlyList<int>? rungs, int epochs) =>
        rungs?.Where(rung => rung > 0 && rung < epochs).ToList() is { Count: > 0 } restarts
            ? new ScheduleSpecification { Name = ScheduleKind.Cosine, Restarts = restarts }
            : null;

    static IReadOnlyList<int>? ReadRestarts(JsonFields fields, int warmUp, int epochs)
    {
        var restarts = fields.Has("restarts") ? fields.Wholes("restarts", warmUp + 1, epochs - 1) : null;
        if (restarts?.Zip(restarts.Skip(1)).Any(pair => pair.First >= pair.Second) == true)
        {
            fields.Fault("restarts", $"[{string.Join(", ", restarts)}] does not ascend; for example [1, 3].");
        }

        return restarts is { Count: > 0 } ? restarts : null;
    }

    static IReadOnlyList<int> ReadMilestones(JsonFields fields, int epochs)
    {
        var every = fields.OptionalWhole("everyEpochs", 1, epochs);
        var milestones = fields.Has("milestones") ? fields.Wholes("milestones", 1, epochs) : null;
        if (fields.Has("everyEpochs") == fields.Has("milestones"))
        {
            fields.Fault(
                "A step schedule lowers the rate either at a fixed interval, for example {\"everyEpochs\": 30}, or after given epochs, for example {\"milestones\": [100, 150]}.");
        }
        else if (milestones is not null && (milestones.Count == 0 || milestones.Zip(milestones.Skip(1)).Any(pair => pair.First >= pair.Second)))
        {
            fields.Fault("milestones", $"[{string.Join(", ", milestones)}] does not ascend; for example [100, 150].");
        }

        return milestones ?? (every is { } period ? Every(period, epochs) : []);
    }
}
