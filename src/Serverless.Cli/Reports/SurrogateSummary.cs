using System.Globalization;
using Serverless.Algorithms.Acquisition;
using Serverless.Cli.Output;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Reports;

/// <summary>Describes the part that a surrogate had in a search's result.</summary>
public static class SurrogateSummary
{
    /// <summary>Describes the part in a few sentences; null for a search without a surrogate.</summary>
    public static string? Of(ReportData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Search.Surrogate is not { } progress)
        {
            return null;
        }

        var chosen = data.Evaluations.Where(evaluation => IsChosen(evaluation.Predicted)).Select(evaluation => evaluation.Candidate).ToHashSet();
        var onFront = data.Front.Members.Count(member => chosen.Contains(member.Candidate));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainText.Of(progress.Kind)} predicted {progress.Screened:N0} candidates and chose {progress.Chosen} of the {data.Evaluations.Count} evaluated; {onFront} of the {data.Front.Members.Count} on the front {(onFront == 1 ? "is" : "are")} among them. {(data.Request.IsAsynchronous ? Turns(data.Surrogates) : Generations(data.Surrogates))}Last decision: {PlainText.Of(progress.Decision.Reason)}");
    }

    static bool IsChosen(PredictedOutcome? predicted) => predicted is { Reason: not ChoiceReason.Algorithm };

    // For example: It ran in shadow from turn 12 on and was active from turn 20 on.
    static string Turns(IReadOnlyList<SurrogateDecision> advice)
    {
        var parts = new List<string>();
        var role = SurrogateRole.None;
        foreach (var decision in advice.Where(decision => decision.Role != SurrogateRole.None || role != SurrogateRole.None))
        {
            if (decision.Role != role)
            {
                role = decision.Role;
                parts.Add($"{(role == SurrogateRole.Active ? "was active" : role == SurrogateRole.Shadow ? "ran in shadow" : "was not used")} from turn {decision.Generation + 1} on");
            }
        }

        return parts.Count == 0 ? "" : $"It {string.Join(", ", parts)}. ";
    }

    // For example: It ran in shadow in generation 2 and was active in generations 3, 4.
    static string Generations(IReadOnlyList<SurrogateDecision> advice)
    {
        string[] parts =
        [
            .. new[] { (Role: SurrogateRole.Shadow, Did: "ran in shadow"), (Role: SurrogateRole.Active, Did: "was active") }
                .Select(role => (role.Did, Generations: advice.Where(one => one.Role == role.Role).Select(one => one.Generation + 1).ToArray()))
                .Where(role => role.Generations.Length > 0)
                .Select(role => $"{role.Did} in generation{(role.Generations.Length == 1 ? "" : "s")} {string.Join(", ", role.Generations)}"),
        ];
        return parts.Length == 0 ? "" : $"It {string.Join(" and ", parts)}. ";
    }
}
