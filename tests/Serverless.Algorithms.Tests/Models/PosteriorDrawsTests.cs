using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Models;

public sealed class PosteriorDrawsTests
{
    const int Observations = 30;
    const int Draws = 20_000;

    readonly FeatureTable _table = CandidateCatalogue.OfAll(new NasBench201Space()).Function;
    readonly GaussianProcess _process;

    public PosteriorDrawsTests()
    {
        int[] places = [.. Enumerable.Range(0, Observations).Select(i => (37 + (i * 61)) % _table.Count)];
        double[] values = [.. places.Select(place => 3 + Math.Sin(place) + _table.Values[place])];
        _process = GaussianProcess.Fit(AdditiveKernel.For(_table), _table.Select(places), values, null, 10);
    }

    [Fact]
    public void Fix_SomeColumns_DrawsThemByTheJointPosterior()
    {
        var posterior = _process.Begin(_table.Select([3, 900, 4, 901]));
        var draws = new PosteriorDraws(posterior, Draws);
        var random = RandomStream.For(1, 0, 0);

        draws.Fix(0, Normals(random));
        draws.Fix(1, Normals(random));
        draws.Fix(2, Normals(random));

        for (var i = 0; i < 3; i++)
        {
            Mean(draw => draws.Means(draw)[i]).ShouldBe(posterior.Means[i], 0.05 * posterior.Scale);
            for (var j = 0; j < 3; j++)
            {
                var expected = i == j ? posterior.LatentVariance(i) : posterior.Covariances(i)[j];
                var covariance = Mean(draw => (draws.Means(draw)[i] - posterior.Means[i]) * (draws.Means(draw)[j] - posterior.Means[j]));
                (covariance / (posterior.Scale * posterior.Scale)).ShouldBe(expected, 0.05 * posterior.LatentVariance(i));
            }

            draws.Deviation(i).ShouldBe(0, 1e-6);
        }
    }

    [Fact]
    public void Deviation_AfterFixing_IsWhatTheFixedOnesLeave()
    {
        var posterior = _process.Begin(_table.Select([3, 900, 4, 901]));
        var draws = new PosteriorDraws(posterior, Draws);
        var before = draws.Deviation(3);

        draws.Fix(1, Normals(RandomStream.For(1, 0, 0)));

        draws.Deviation(3).ShouldBeLessThan(before);
        var moved = Mean(draw => Math.Pow(draws.Means(draw)[3] - posterior.Means[3], 2));
        (moved + Math.Pow(draws.Deviation(3), 2)).ShouldBe(before * before, 0.05 * before * before);
    }

    [Fact]
    public void Fix_AColumnTwice_MovesNothing()
    {
        var draws = new PosteriorDraws(_process.Begin(_table.Select([3, 900])), 8);
        draws.Fix(0, [1, 2, 3, 4, 5, 6, 7, 8]);
        var means = draws.Means(5).ToArray();

        draws.Fix(0, [8, 7, 6, 5, 4, 3, 2, 1]);

        draws.Means(5).ToArray().ShouldBe(means);
        draws.Fixed.ShouldBe(2);
    }

    static double[] Normals(RandomStream random) => [.. Enumerable.Range(0, Draws).Select(_ => NormalQuantile.Of(random.NextDouble() + 1e-16))];

    static double Mean(Func<int, double> value) => Enumerable.Range(0, Draws).Average(value);
}
