using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;

namespace Serverless.Core.Fronts;

/// <summary>The evaluations from which a reference point is inferred if thresholds do not give it.</summary>
/// <param name="Earlier">Evaluations that ended before, in order.</param>
/// <param name="Least">Number of evaluations that must have completed; with fewer there is no reference point yet.</param>
public sealed record ReferenceBasis(IReadOnlyList<Evaluation> Earlier, int Least = 1)
{
    /// <summary>Returns the reference point after a generation has ended; empty while it is not known.</summary>
    public (IReadOnlyDictionary<string, double> Point, ReferencePointOrigin? Origin) Infer(IReadOnlyList<Objective> objectives, EvaluationSet generation)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        ArgumentNullException.ThrowIfNull(generation);
        Evaluation[] all = [.. Earlier, .. generation.Evaluations];
        var isKnown = objectives.All(objective => objective.Threshold is not null)
            || all.Count(evaluation => evaluation.Status == EvaluationStatus.Completed) >= Least;
        return isKnown && ReferencePoint.Infer(objectives, all) is { } point
            ? (point, ReferencePointOrigin.Of(objectives, generation.Generation, all))
            : (new Dictionary<string, double>(), null);
    }
}
