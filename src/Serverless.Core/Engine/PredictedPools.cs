using Serverless.Algorithms.Acquisition;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Arranges predictions as input for acquisition functions. Pure.</summary>
public static class PredictedPools
{
    /// <summary>Returns every objective, minimised: known values are the same in each member, others are as predicted by each member.</summary>
    /// <param name="scores">Scores with predicted values, at least one.</param>
    /// <param name="architectures">The architectures of the scores.</param>
    /// <param name="objectives">The objectives of the search.</param>
    /// <param name="targets">The objectives that the surrogate predicts, in the order of its values.</param>
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

    /// <summary>
    /// Returns a reference point for use before anything has been evaluated: thresholds, and without one, just beyond the worst prediction.
    /// </summary>
    /// <param name="pool">A pool of values.</param>
    /// <param name="objectives">The objectives of the search.</param>
    /// <returns>The reference point, minimised.</returns>
    public static double[] ReferenceOf(EnsemblePredictions pool, IReadOnlyList<Objective> objectives) =>
    [
        .. objectives.Select((objective, index) => objective.Threshold is { } threshold
            ? objective.Minimised(threshold)
            : ReferencePoint.Beyond(pool.Means(index)) ?? 0),
    ];

    /// <summary>Returns scores only, better when larger.</summary>
    /// <param name="scores">Scores with predicted Pareto scores, at least one.</param>
    /// <param name="architectures">The architectures of the scores.</param>
    public static EnsemblePredictions OfScores(IReadOnlyList<CandidateScore> scores, IReadOnlyList<Architecture> architectures) => new(
        architectures,
        [.. scores.SelectMany(score => score.Predicted!.Scores!).Select(score => (double)score)],
        scores[0].Predicted!.Scores!.Count,
        objectives: 1);
}
