using Serverless.Bench.Problems;
using Serverless.Core.Surrogates;
using Serverless.MultiObjective;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>Orders architectures by predictions; the ones predicted to be nearer to the front have smaller numbers.</summary>
static class PredictedOrder
{
    const double IndependentShare = 0.5;

    /// <summary>Orders by score, or without scores by the Pareto rank of predicted values.</summary>
    public static double[] Of(TableProblem problem, SurrogatePredictions predictions)
    {
        if (predictions.HasScores)
        {
            return [.. Enumerable.Range(0, predictions.Count).Select(i => -predictions.ScoreMean(i))];
        }

        var ranks = new int[predictions.Count];
        NondominatedSort.Ranks(Values(problem, predictions), problem.Metrics.Count, ranks);
        return Array.ConvertAll(ranks, rank => (double)rank);
    }

    /// <summary>
    /// Orders by the expected rank of predicted values, with half the spread of the members as the standard deviation; null without values.
    /// </summary>
    /// <remarks>
    /// Half the spread is used because the errors of a surrogate are mostly shared by similar architectures, so they are not independent. Chosen on
    /// CIFAR-100 and other devices.
    /// </remarks>
    public static double[]? Expected(TableProblem problem, SurrogatePredictions predictions)
    {
        var objectives = problem.Metrics.Count;
        return predictions.HasObjectives
            ? ExpectedRanks.Of(
                Values(problem, predictions),
                [.. Enumerable.Range(0, predictions.Count * objectives).Select(i => IndependentShare * predictions.ValueSpread(i / objectives, i % objectives))],
                objectives)
            : null;
    }

    /// <summary>Returns the n × m mean values, smaller is better.</summary>
    public static double[] Values(TableProblem problem, SurrogatePredictions predictions)
    {
        var objectives = problem.Metrics.Count;
        return [.. Enumerable.Range(0, predictions.Count * objectives)
            .Select(i => problem.Metrics[i % objectives].Minimised(predictions.ValueMean(i / objectives, i % objectives)))];
    }
}
