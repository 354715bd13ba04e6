using Serverless.Core.Fronts;
using Serverless.Core.Objectives;

namespace Serverless.Cli.Output;

/// <summary>Describes what a reader should notice about a front, and how to read it.</summary>
public static class FrontNotes
{
    /// <summary>Describes in a sentence or two what the front shows; null for an empty front.</summary>
    public static string? Reading(FrontDocument front)
    {
        ArgumentNullException.ThrowIfNull(front);
        return front switch
        {
            { Members: [] } => null,
            { Members: [_] } => "One architecture is at least as good as every other one in all objectives, so there is no trade-off. More trainings or a larger space may reveal one.",
            { Objectives: [var first, var second, ..] } => $"{TradeOff(front, first, second)} No candidate is at least as good as one of these in all objectives and better in one.",
            _ => "No candidate found is better than these.",
        };
    }

    /// <summary>Describes the reference point of the hypervolume and where it comes from; null until it is known.</summary>
    public static string? Reference(IReadOnlyDictionary<string, double>? point, ReferencePointOrigin? origin)
    {
        if (point is not { Count: > 0 })
        {
            return null;
        }

        var text = SearchTable.ReferencePoint(point);
        return origin is null ? text : $"{text} ({Inferred(origin)})";
    }

    /// <summary>
    /// Describes an inferred reference point, for example
    /// <c>latency inferred from 2 evaluations of generation 1: the worst value and a tenth of their range beyond it</c>.
    /// </summary>
    public static string Inferred(ReferencePointOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var from = FormattableString.Invariant($"{origin.Evaluations} evaluation{(origin.Evaluations == 1 ? "" : "s")} of generation {origin.Generation + 1}");
        return $"{string.Join(" and ", origin.Inferred.Select(MetricText.Words))} inferred from {from}: the worst value plus a tenth of the range; a threshold fixes it";
    }

    static string TradeOff(FrontDocument front, Objective first, Objective second)
    {
        FrontMember best = BestBy(front, first), other = BestBy(front, second);
        return $"{Best(first)} {MetricText.Words(first.Name)}, {Value(best, first)}, comes with {MetricText.Words(second.Name)} {Value(best, second)}; "
            + $"{Best(second).ToLowerInvariant()} {MetricText.Words(second.Name)}, {Value(other, second)}, with {MetricText.Words(first.Name)} {Value(other, first)}"
            + $"{Between(front.Members.Count - 2)}.";
    }

    static string Between(int members) => members switch
    {
        0 => "",
        1 => "; one more lies between",
        _ => FormattableString.Invariant($"; {members} more lie between"),
    };

    static string Best(Objective objective) => objective.Goal == Goal.Maximise ? "The highest" : "The lowest";

    static FrontMember BestBy(FrontDocument front, Objective objective) =>
        front.Members.MinBy(member => objective.Minimised(member.Objectives[objective.Name]))!; // there are two at least

    static string Value(FrontMember member, Objective objective) =>
        $"{MetricText.Value(objective.Name, member.Objectives[objective.Name])} {MetricText.Unit(objective)}".TrimEnd();
}
