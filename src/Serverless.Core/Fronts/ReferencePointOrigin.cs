using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>Where the coordinates of a reference point come from that no threshold gives.</summary>
/// <param name="Inferred">The objectives without a threshold, in the search's order; at least one.</param>
/// <param name="Generation">The generation, from 0, by which they were inferred; in an asynchronous search the turn.</param>
/// <param name="Evaluations">How many completed evaluations they were inferred from.</param>
public sealed record ReferencePointOrigin(IReadOnlyList<string> Inferred, int Generation, int Evaluations)
{
    /// <summary>The origin of a point that is inferred from a generation; null when thresholds give every coordinate.</summary>
    /// <param name="objectives">The search's.</param>
    /// <param name="generation">The first in which enough had completed.</param>
    /// <param name="evaluations">All that it is inferred from.</param>
    public static ReferencePointOrigin? Of(IReadOnlyList<Objective> objectives, int generation, IReadOnlyList<Evaluation> evaluations)
    {
        string[] inferred = [.. objectives.Where(objective => objective.Threshold is null).Select(objective => objective.Name)];
        return inferred.Length == 0
            ? null
            : new ReferencePointOrigin(
                inferred, generation, evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed));
    }
}
