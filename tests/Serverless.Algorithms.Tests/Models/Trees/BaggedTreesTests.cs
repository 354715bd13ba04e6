using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Models.Trees;
using Serverless.MultiObjective.Randomness;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Models.Trees;

public sealed class BaggedTreesTests
{
    const int Observations = 60;

    readonly FeatureTable _table = CandidateCatalogue.OfAll(new NasBench201Space()).Function;
    readonly int[] _places;

    public BaggedTreesTests() => _places = [.. Enumerable.Range(0, Observations).Select(i => (37 + (i * 61)) % _table.Count)];

    [Fact]
    public void Predict_Observations_IsMeanAndVarianceOfTheMembersWithTheNoises()
    {
        var model = Fit(place => Target(place));
        var columns = _table.Select([3, 900, 4]);
        var (means, variances) = (new double[3], new double[3]);

        model.Predict(columns, means, variances);

        var answers = model.Answers(columns);
        answers.Length.ShouldBe(3 * model.Members);
        for (var i = 0; i < 3; i++)
        {
            double[] own = [.. Enumerable.Range(0, model.Members).Select(member => answers[(member * 3) + i])];
            means[i].ShouldBe(own.Average(), 1e-12);
            variances[i].ShouldBe(own.Average(value => Math.Pow(value - own.Average(), 2)) + Math.Pow(model.Noise, 2), 1e-12);
            own.Distinct().Count().ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public void Answers_OfWhatWasObserved_AreTheValue()
    {
        var model = Fit(Target);
        var columns = _table.Select([3, _places[5], 900]);

        var answers = model.Answers(columns);

        for (var member = 0; member < model.Members; member++)
        {
            answers[(member * 3) + 1].ShouldBe(Target(_places[5]));
        }

        answers.Where((_, at) => at % 3 != 1).ShouldAllBe(answer => answer != Target(_places[5]));
    }

    [Fact]
    public void Sample_ManyDraws_IsSpreadAsPredictedAndOfObservationsTheValues()
    {
        const int draws = 4_000;
        var model = Fit(Target);
        var columns = _table.Select([3, _places[5], 900]);
        var (means, variances) = (new double[3], new double[3]);
        model.Predict(columns, means, variances);

        var samples = model.Sample(columns, draws, RandomStream.For(1, 0, 0));

        for (var i = 0; i < 3; i++)
        {
            double[] own = [.. Enumerable.Range(0, draws).Select(draw => samples[(draw * 3) + i])];
            var deviation = i == 1 ? 0 : Math.Sqrt(variances[i]);
            own.Average().ShouldBe(means[i], (0.1 * deviation) + 1e-9);
            Math.Sqrt(own.Average(value => Math.Pow(value - own.Average(), 2))).ShouldBe(deviation, (0.1 * deviation) + 1e-9);
        }
    }

    [Fact]
    public void Fit_SmoothValues_RanksWhatWasNotObserved()
    {
        var model = Fit(place => Target(place));
        int[] unseen = [.. Enumerable.Range(0, _table.Count).Except(_places)];
        var (means, variances) = (new double[unseen.Length], new double[unseen.Length]);

        model.Predict(_table.Select(unseen), means, variances);

        RankCorrelation.Spearman(means, [.. unseen.Select(Target)]).ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void Noise_ValuesWithNoise_IsAboutTheirs()
    {
        var random = RandomStream.For(1, 0, 0);

        var noisy = Fit(place => Target(place) + (3 * (random.NextDouble() - 0.5) * Math.Sqrt(12)));

        noisy.Noise.ShouldBeInRange(2, 4, "the standard deviation of what was added is 3");
        Fit(place => Target(place)).Noise.ShouldBeLessThan(noisy.Noise / 2);
        noisy.Error.ShouldBeGreaterThan(noisy.Noise * noisy.Noise);
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameMembers()
    {
        var columns = _table.Select([3, 900, 4]);

        Fit(Target, seed: 1).Answers(columns).ShouldBe(Fit(Target, seed: 1).Answers(columns));
        Fit(Target, seed: 2).Answers(columns).ShouldNotBe(Fit(Target, seed: 1).Answers(columns));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fit_ValuesThatNeverVary_AreAnsweredWithPositiveVariance(int count)
    {
        var model = BaggedTrees.Fit(_table.Select(_places.AsSpan(0, count)), [.. Enumerable.Repeat(7.0, count)], seed: 1);
        var (means, variances) = (new double[1], new double[1]);

        model.Predict(_table.Select([5]), means, variances);

        means[0].ShouldBe(7, 1e-12);
        variances[0].ShouldBeGreaterThan(0);
    }

    BaggedTrees Fit(Func<int, double> valueOf, long seed = 1) => BaggedTrees.Fit(_table.Select(_places), [.. _places.Select(valueOf)], seed);

    /// <summary>Of the first features of a column.</summary>
    double Target(int column) => (4 * _table.Values[column]) + (2 * _table.Values[_table.Stride + column]) + Math.Abs(_table.Values[(2 * _table.Stride) + column]);
}
