using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Statistics;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>How well predictions agree with the truth on rows that were not learnt from.</summary>
/// <param name="RankTau">Kendall's τ-b between true Pareto ranks and predicted scores, or ranks of predicted values if there are no scores.</param>
/// <param name="TopRankTau">The same among the tenth of the rows with the best true ranks.</param>
/// <param name="ExpectedRankTau">
/// Kendall's τ-b between true Pareto ranks and those expected from predicted values and their spread; NaN without predicted values.
/// </param>
/// <param name="ObjectiveTau">Kendall's τ-b between true and predicted values, for each objective; NaN without predictions.</param>
/// <param name="ObjectiveSpearman">Spearman's ρ for each objective; NaN without predictions.</param>
/// <param name="Coverage">
/// For each objective, the share of rows within 1.2816 standard deviations of the members from their mean; NaN without predictions.
/// </param>
public sealed record RankFigures(
    double RankTau,
    double TopRankTau,
    double ExpectedRankTau,
    IReadOnlyList<double> ObjectiveTau,
    IReadOnlyList<double> ObjectiveSpearman,
    IReadOnlyList<double> Coverage)
{
    const double TopShare = 0.1;

    /// <summary>Half the width, in standard deviations, of an interval that holds 80 % of a normal distribution.</summary>
    const double HalfWidth = 1.2815515655446004;

    /// <summary>Compares predictions with the truth. O(n log n) for two objectives.</summary>
    /// <param name="cells">The true ranks.</param>
    /// <param name="test">The indices of the predicted rows, in the order of the predictions.</param>
    /// <param name="predictions">The predictions.</param>
    public static RankFigures Of(RankedCells cells, IReadOnlyList<int> test, SurrogatePredictions predictions)
    {
        var problem = cells.Problem;
        double[] truth = [.. test.Select(place => (double)cells.RankAt(place))];
        var predicted = PredictedOrder.Of(problem, predictions);
        int[] top = [.. Enumerable.Range(0, test.Count).OrderBy(i => truth[i]).Take((int)Math.Ceiling(test.Count * TopShare))];

        var tau = new double[problem.Metrics.Count];
        var spearman = new double[problem.Metrics.Count];
        var coverage = new double[problem.Metrics.Count];
        for (var objective = 0; objective < tau.Length; objective++)
        {
            double[] measured = [.. test.Select(place => problem.ObjectivesOf(cells.Rows[place])[objective])];
            double[] expected = predictions.HasObjectives ? Values(problem, predictions, objective) : [.. measured.Select(_ => double.NaN)];
            tau[objective] = RankCorrelation.KendallTauB(measured, expected);
            spearman[objective] = RankCorrelation.Spearman(measured, expected);
            coverage[objective] = predictions.HasObjectives
                ? measured.Zip(expected).Index().Count(row => Math.Abs(row.Item.First - row.Item.Second) <= HalfWidth * predictions.ValueSpread(row.Index, objective)) / (double)measured.Length
                : double.NaN;
        }

        return new RankFigures(
            RankCorrelation.KendallTauB(truth, predicted),
            RankCorrelation.KendallTauB([.. top.Select(i => truth[i])], [.. top.Select(i => predicted[i])]),
            PredictedOrder.Expected(problem, predictions) is { } ranks ? RankCorrelation.KendallTauB(truth, ranks) : double.NaN,
            tau,
            spearman,
            coverage);
    }

    static double[] Values(Problems.TableProblem problem, SurrogatePredictions predictions, int objective) =>
        [.. Enumerable.Range(0, predictions.Count).Select(i => problem.Metrics[objective].Minimised(predictions.ValueMean(i, objective)))];
}
