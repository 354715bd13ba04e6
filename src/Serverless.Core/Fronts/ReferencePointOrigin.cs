using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>The origin of a reference point's coordinates that no threshold gives.</summary>
/// <param name="Inferred">The objectives without a threshold, in the search's order; at least one.</param>
/// <param name="Generation">The generation, from 0, after which they were inferred; in an asynchronous search, the turn.</param>
/// <param name="Evaluations">Number of completed evaluations from which they were inferred.</param>
public sealed record ReferencePointOrigin(IReadOnlyList<string> Inferred, int Generation, int Evaluations)
{
    /// <summary>Returns the origin of a point inferred from a generation; null when thresholds give every coordinate.</summary>
    /// <param name="objectives">The objectives of the search.</param>
    /// <param name="generation">The first generation after which enough evaluations had completed.</param>
    /// <param name="evaluations">All evaluations from which it is inferred.</param>
    public static ReferencePointOrigin? Of(IReadOnlyList<Objective> objectives, int generation, IReadOnlyList<Evaluation> evaluations)
    {
        string[] inferred = [.. objectives.Where(objective => objective.Threshold is null).Select(objective => objective.Name)];
        return inferred.Length == 0
            ? null
            : new ReferencePointOrigin(
                inferred, generation, evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed));
    }
}
