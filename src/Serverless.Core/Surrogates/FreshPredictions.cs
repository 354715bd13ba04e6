using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Statistics;

namespace Serverless.Core.Surrogates;

/// <summary>Computes how well the latest predictions ranked what was measured after they were made. Pure.</summary>
public static class FreshPredictions
{
    /// <summary>The fewest predictions from which a correlation is computed.</summary>
    public const int Least = 6;

    /// <summary>The most predictions used, the latest ones: older ones are from surrogates fitted to less data.</summary>
    const int Window = 24;

    /// <summary>
    /// Returns Kendall's τ-b, averaged over the predicted objectives. If only scores were predicted, it is that of scores against Pareto ranks,
    /// averaged over the generations, weighted by size, or over the surrogates, since scores of different surrogates are not comparable.
    /// </summary>
    /// <param name="evaluations">Evaluations of a search, in the order of generations and proposals.</param>
    /// <param name="objectives">The objectives of the search.</param>
    /// <param name="bySurrogate">Whether scores are grouped by the surrogate that gave them, since a turn of an asynchronous search has too
    /// few.</param>
    /// <returns>
    /// The correlation, null when fewer than <see cref="Least"/> were predicted and measured or all of one side are equal; and their number.
    /// </returns>
    public static (double? Correlation, int Count) Judge(
        IReadOnlyList<Evaluation> evaluations, IReadOnlyList<Objective> objectives, bool bySurrogate = false)
    {
        var fresh = evaluations
            .Where(evaluation => evaluation.Predicted is { } predicted && SurrogateExamples.MeasuredAt(evaluation, predicted.Fidelity) is not null)
            .TakeLast(Window)
            .ToList();
        if (fresh.Count < Least)
        {
            return (null, fresh.Count);
        }

        var predicted = objectives.Where(objective => fresh.All(evaluation => evaluation.Predicted!.Values.ContainsKey(objective.Name))).ToList();
        return (predicted.Count > 0 ? OfValues(fresh, predicted) : OfScores(fresh, objectives, bySurrogate), fresh.Count);
    }

    static double? OfValues(List<Evaluation> fresh, List<Objective> predicted)
    {
        double[] correlations =
        [
            .. predicted.Select(objective => RankCorrelation.KendallTauB(
                [.. fresh.Select(evaluation => evaluation.Predicted!.Values[objective.Name])],
                [.. fresh.Select(evaluation => Measured(evaluation)[objective.Name])])).Where(double.IsFinite),
        ];
        return correlations.Length > 0 ? correlations.Average() : null;
    }

    static double? OfScores(List<Evaluation> fresh, IReadOnlyList<Objective> objectives, bool bySurrogate)
    {
        var (sum, weight) = (0.0, 0);
        foreach (var group in fresh.Where(evaluation => evaluation.Predicted!.Score is not null)
            .GroupBy(evaluation => bySurrogate ? (0, evaluation.Predicted!.Surrogate) : (evaluation.Generation, "")))
        {
            Evaluation[] members = [.. group];
            var ranks = new int[members.Length];
            double[] points = [.. members.SelectMany(member => ObjectiveValues.Minimised(Measured(member), objectives))];
            NondominatedSort.Ranks(points, objectives.Count, ranks);
            var correlation = RankCorrelation.KendallTauB(
                [.. members.Select(member => -member.Predicted!.Score!.Value)], Array.ConvertAll(ranks, rank => (double)rank));
            if (double.IsFinite(correlation))
            {
                sum += correlation * members.Length;
                weight += members.Length;
            }
        }

        return weight > 0 ? sum / weight : null;
    }

    static IReadOnlyDictionary<string, double> Measured(Evaluation evaluation) =>
        SurrogateExamples.MeasuredAt(evaluation, evaluation.Predicted!.Fidelity)!;
}
