using Serverless.Bench.Surrogates.Ranking;
using Serverless.Core.Surrogates;

namespace Serverless.Bench.Tests.Surrogates.Ranking;

public sealed class ScoredFrontTests
{
    static readonly RankedCells Cells = new(WideTable.Problem());
    static readonly int[] All = [.. Enumerable.Range(0, Cells.Rows.Count)];

    [Fact]
    public void Of_TrueValuesOrScores_IsTheTrueFront()
    {
        float[] scores = [.. All.Select(place => -(float)Cells.RankAt(place))];
        float[] values = [.. All.SelectMany(place => Cells.Problem.Metrics.Select(metric => (float)Cells.Problem.Table.Column(metric.Column)[Cells.Rows[place]]))];
        foreach (var predictions in new SurrogatePredictions[] { new(All.Length, 1, 2, scores, values: null), new(All.Length, 1, 2, scores: null, values) })
        {
            var front = ScoredFront.Of(Cells, All, predictions);

            front.Measured.ShouldBe(ScoredFront.Size);
            front.Tight.ShouldBe(1, 1e-12);
        }
    }

    [Fact]
    public void Population_OneFrontOfAll_IsThoseWithMostRoomAroundThem()
    {
        // The more accurate the slower, so that none dominates another; behind the first 150 they are ten times as far apart.
        float[] along = [.. All.Select(place => place < 150 ? place : 150f + (10 * (place - 150)))];

        var population = ScoredFront.Population(Cells.Problem, new SurrogatePredictions(All.Length, 1, 2, scores: null, [.. along.SelectMany(value => new[] { value, value })]));

        population.Length.ShouldBe(ScoredFront.Size);
        population.Distinct().Count().ShouldBe(ScoredFront.Size);
        All.Where(place => place is 0 or > 150).ShouldBeSubsetOf(population);
    }

    [Fact]
    public void Population_FewerRows_IsAllOfThem() =>
        ScoredFront.Population(Cells.Problem, new SurrogatePredictions(3, 1, 2, scores: null, [1, 1, 2, 2, 3, 3])).Order().ShouldBe([0, 1, 2]);
}
