using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;

namespace Serverless.Core.Fronts;

/// <summary>What a reference point is inferred from, where no threshold gives it.</summary>
/// <param name="Earlier">Evaluations that ended before, in order.</param>
/// <param name="Least">How many must have completed; with fewer there is no reference point yet.</param>
public sealed record ReferenceBasis(IReadOnlyList<Evaluation> Earlier, int Least = 1)
{
    /// <summary>The reference point once a generation has ended; empty while it is not known.</summary>
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
