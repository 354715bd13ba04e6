using Serverless.Core.Surrogates;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Statistics;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>How well predictions agree with what is true of rows that were not learnt from.</summary>
/// <param name="RankTau">Kendall's τ-b between true Pareto ranks and predicted scores, or ranks of predicted values where there are no scores.</param>
/// <param name="TopRankTau">The same among the tenth of the rows whose true rank is best.</param>
/// <param name="ObjectiveTau">Kendall's τ-b by objective, between true and predicted values; NaN without predictions.</param>
/// <param name="ObjectiveSpearman">Spearman's ρ by objective; NaN without predictions.</param>
public sealed record RankFigures(double RankTau, double TopRankTau, IReadOnlyList<double> ObjectiveTau, IReadOnlyList<double> ObjectiveSpearman)
{
    const double TopShare = 0.1;

    /// <summary>Compares. O(n log n) for two objectives.</summary>
    /// <param name="cells">What is true.</param>
    /// <param name="test">The places that the predictions are of, in their order.</param>
    /// <param name="predictions">What was predicted of them.</param>
    public static RankFigures Of(RankedCells cells, IReadOnlyList<int> test, SurrogatePredictions predictions)
    {
        var problem = cells.Problem;
        double[] truth = [.. test.Select(place => (double)cells.RankAt(place))];
        var predicted = PredictedOrder(problem, predictions);
        int[] top = [.. Enumerable.Range(0, test.Count).OrderBy(i => truth[i]).Take((int)Math.Ceiling(test.Count * TopShare))];

        var tau = new double[problem.Metrics.Count];
        var spearman = new double[problem.Metrics.Count];
        for (var objective = 0; objective < tau.Length; objective++)
        {
            double[] measured = [.. test.Select(place => problem.ObjectivesOf(cells.Rows[place])[objective])];
            double[] expected = predictions.HasObjectives ? Values(problem, predictions, objective) : [.. measured.Select(_ => double.NaN)];
            tau[objective] = RankCorrelation.KendallTauB(measured, expected);
            spearman[objective] = RankCorrelation.Spearman(measured, expected);
        }

        return new RankFigures(
            RankCorrelation.KendallTauB(truth, predicted),
            RankCorrelation.KendallTauB([.. top.Select(i => truth[i])], [.. top.Select(i => predicted[i])]),
            tau,
            spearman);
    }

    /// <summary>What is predicted to be nearer to the front gets the smaller number.</summary>
    static double[] PredictedOrder(Problems.TableProblem problem, SurrogatePredictions predictions)
    {
        if (predictions.HasScores)
        {
            return [.. Enumerable.Range(0, predictions.Count).Select(i => -predictions.ScoreMean(i))];
        }

        var objectives = problem.Metrics.Count;
        var points = new double[predictions.Count * objectives];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = problem.Metrics[i % objectives].Minimised(predictions.ValueMean(i / objectives, i % objectives));
        }

        var ranks = new int[predictions.Count];
        NondominatedSort.Ranks(points, objectives, ranks);
        return Array.ConvertAll(ranks, rank => (double)rank);
    }

    static double[] Values(Problems.TableProblem problem, SurrogatePredictions predictions, int objective) =>
        [.. Enumerable.Range(0, predictions.Count).Select(i => problem.Metrics[objective].Minimised(predictions.ValueMean(i, objective)))];
}
