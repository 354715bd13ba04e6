using Serverless.Bench.Problems;
using Serverless.Core.Surrogates;
using Serverless.MultiObjective;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>In what order predictions put architectures; what is predicted to be nearer to the front gets the smaller number.</summary>
static class PredictedOrder
{
    const double IndependentShare = 0.5;

    /// <summary>By score, or where there are none by the Pareto rank of what is predicted.</summary>
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

    /// <summary>By the rank that is to be expected of what is predicted, half the members' spread taken for the standard deviation; null without values.</summary>
    /// <remarks>Half: what a surrogate does not know it mostly does not know of neighbours alike, so it is not independent. Chosen on CIFAR-100 and other devices.</remarks>
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

    /// <summary>n × m mean values, better when smaller.</summary>
    public static double[] Values(TableProblem problem, SurrogatePredictions predictions)
    {
        var objectives = problem.Metrics.Count;
        return [.. Enumerable.Range(0, predictions.Count * objectives)
            .Select(i => problem.Metrics[i % objectives].Minimised(predictions.ValueMean(i / objectives, i % objectives)))];
    }
}
