using Serverless.Algorithms.Acquisition;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Lays predictions out for choosing. Pure.</summary>
public static class PredictedPools
{
    /// <summary>Every objective, minimised: what is known in each member, what is not as each member predicts it.</summary>
    /// <param name="scores">With predicted values, at least one.</param>
    /// <param name="architectures">Theirs.</param>
    /// <param name="objectives">The search's.</param>
    /// <param name="targets">What the surrogate predicts, in the order of its values.</param>
    public static EnsemblePredictions OfValues(
        IReadOnlyList<CandidateScore> scores,
        IReadOnlyList<Architecture> architectures,
        IReadOnlyList<Objective> objectives,
        IReadOnlyList<Objective> targets)
    {
        var members = scores[0].Predicted!.Values!.Count / targets.Count;
        int[] columns = [.. objectives.Select(objective => targets.ToList().FindIndex(target => target.Name == objective.Name))];
        var predictions = new double[scores.Count * members * objectives.Count];
        var at = 0;
        foreach (var score in scores)
        {
            for (var member = 0; member < members; member++)
            {
                foreach (var (i, objective) in objectives.Index())
                {
                    predictions[at++] = objective.Minimised(score.Metrics.TryGetValue(objective.Name, out var known)
                        ? known
                        : score.Predicted!.Values![(member * targets.Count) + columns[i]]);
                }
            }
        }

        return new EnsemblePredictions(architectures, predictions, members, objectives.Count);
    }

    /// <summary>A reference point where nothing has been evaluated yet: thresholds, and where there is none, just beyond the worst prediction.</summary>
    /// <param name="pool">Of values.</param>
    /// <param name="objectives">The search's.</param>
    /// <returns>Minimised.</returns>
    public static double[] ReferenceOf(EnsemblePredictions pool, IReadOnlyList<Objective> objectives) =>
    [
        .. objectives.Select((objective, index) => objective.Threshold is { } threshold
            ? objective.Minimised(threshold)
            : ReferencePoint.Beyond(pool.Means(index)) ?? 0),
    ];

    /// <summary>Scores alone, better when larger.</summary>
    /// <param name="scores">With predicted scores, at least one.</param>
    /// <param name="architectures">Theirs.</param>
    public static EnsemblePredictions OfScores(IReadOnlyList<CandidateScore> scores, IReadOnlyList<Architecture> architectures) => new(
        architectures,
        [.. scores.SelectMany(score => score.Predicted!.Scores!).Select(score => (double)score)],
        scores[0].Predicted!.Scores!.Count,
        objectives: 1);
}
