using Serverless.Bench.Surrogates.Ranking;
using Serverless.Core.Surrogates;

namespace Serverless.Bench.Tests.Surrogates.Ranking;

public sealed class RankFiguresTests
{
    static readonly RankedCells Cells = new(WideTable.Problem());
    static readonly int[] Test = [.. Enumerable.Range(0, Cells.Rows.Count).Where(place => place % 2 == 0)];

    [Fact]
    public void Of_TrueValues_AreWellRanked()
    {
        var figures = RankFigures.Of(Cells, [.. Enumerable.Range(0, Cells.Rows.Count)], Values([.. Enumerable.Range(0, Cells.Rows.Count)], sign: 1));

        figures.RankTau.ShouldBe(1, 1e-12);
        figures.ObjectiveTau.ShouldAllBe(tau => tau > 0.999);
        figures.ObjectiveSpearman.ShouldAllBe(rho => rho > 0.999);
    }

    [Fact]
    public void Of_OppositeValues_AreIllRanked() => RankFigures.Of(Cells, Test, Values(Test, sign: -1)).ObjectiveTau.ShouldAllBe(tau => tau < -0.999);

    [Fact]
    public void Of_Scores_AreBetterWhenGreater()
    {
        float[] scores = [.. Test.Select(place => -(float)Cells.RankAt(place))];

        var figures = RankFigures.Of(Cells, Test, new SurrogatePredictions(Test.Length, 1, 2, scores, values: null));

        figures.RankTau.ShouldBe(1, 1e-12);
        figures.ObjectiveTau.ShouldAllBe(tau => double.IsNaN(tau));
    }

    /// <summary>The table's own values, in its directions.</summary>
    static SurrogatePredictions Values(int[] places, int sign)
    {
        var columns = Cells.Problem.Metrics.Select(metric => Cells.Problem.Table.Column(metric.Column).ToArray()).ToArray();
        return new SurrogatePredictions(
            places.Length, 1, 2, scores: null, [.. places.SelectMany(place => columns.Select(column => sign * (float)column[Cells.Rows[place]]))]);
    }
}
