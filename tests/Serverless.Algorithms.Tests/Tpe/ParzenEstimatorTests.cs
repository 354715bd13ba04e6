using Serverless.Algorithms.Tpe;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Tpe;

public sealed class ParzenEstimatorTests
{
    /// <summary>The second decision counts when the first is "yes", the third always.</summary>
    static readonly TableSpace Conditional = new(
        "conditional",
        [
            new("first", ["no", "yes"]),
            new("second", ["0", "1", "2"], new ActivationCondition(0, [1])),
            new("third", ["0", "1", "2", "3"]),
        ]);

    public static TheoryData<int> Counts => [0, 1, 2, 30];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Probabilities_OverTheSpace_AddUpToOne(int observations)
    {
        var tiny = Estimator(new TinySpace(), observations);
        var conditional = Estimator(Conditional, observations);

        Genotypes(new TinySpace()).Sum(genotype => Math.Exp(tiny.LogProbability(genotype))).ShouldBe(1, 1e-12);
        Genotypes(Conditional).Where(HasNoneUncounted).Sum(genotype => Math.Exp(conditional.LogProbability(genotype))).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void LogProbability_OneObservation_IsTheClosedForm()
    {
        var space = new TableSpace("pair", [new("a", ["0", "1", "2"]), new("b", ["0", "1", "2"])]);
        var estimator = new ParzenEstimator(space, [space.Create([1, 2])], [3]);

        // (1 + ½) / (1 + 3 · ½) = .6 for the observed choice, .2 for the two others; the prior's kernel weighs 1 of 4.
        Math.Exp(estimator.LogProbability(space.Create([1, 2]))).ShouldBe(((3 * 0.6 * 0.6) + (1 / 9.0)) / 4, 1e-12);
        Math.Exp(estimator.LogProbability(space.Create([1, 0]))).ShouldBe(((3 * 0.6 * 0.2) + (1 / 9.0)) / 4, 1e-12);
        Math.Exp(estimator.LogProbability(space.Create([0, 0]))).ShouldBe(((3 * 0.2 * 0.2) + (1 / 9.0)) / 4, 1e-12);
    }

    [Fact]
    public void LogProbability_ManyDecisions_DoesNotVanish()
    {
        var space = new TableSpace("long", [.. Enumerable.Range(0, 800).Select(place => new Dimension($"d{place}", ["0", "1", "2", "3"]))]);
        var estimator = new ParzenEstimator(space, [], []);

        estimator.LogProbability(space.Create(new int[800])).ShouldBe(-800 * Math.Log(4), 1e-9);
    }

    [Fact]
    public void Sample_ManyDraws_ComesUpAsOftenAsItsProbability()
    {
        const int draws = 40_000;
        var estimator = Estimator(Conditional, observations: 5);
        var random = RandomStream.For(seed: 5, 0, 0);

        var frequencies = Enumerable.Range(0, draws).Select(_ => estimator.Sample(random)).CountBy(sample => sample).ToDictionary();

        foreach (var genotype in Genotypes(Conditional).Where(HasNoneUncounted))
        {
            var frequency = frequencies.GetValueOrDefault(genotype) / (double)draws;
            frequency.ShouldBe(Math.Exp(estimator.LogProbability(genotype)), 0.01);
        }

        frequencies.Keys.ShouldAllBe(genotype => HasNoneUncounted(genotype));
    }

    /// <summary>Whether decisions that do not count have their first choice.</summary>
    static bool HasNoneUncounted(Architecture architecture) =>
        Enumerable.Range(0, architecture.Genotype.Length).All(place => Conditional.IsActive(architecture, place) || architecture.Genotype[place] == 0);

    static ParzenEstimator Estimator(SearchSpace space, int observations)
    {
        var random = RandomStream.For(seed: 1, observations, 0);
        double[] weights = [.. Enumerable.Range(1, observations).Select(weight => weight / 3.0)];
        return new ParzenEstimator(space, [.. weights.Select(_ => space.Sample(random))], weights);
    }

    static IEnumerable<Architecture> Genotypes(SearchSpace space)
    {
        IEnumerable<int[]> genotypes = [[]];
        foreach (var dimension in space.Dimensions)
        {
            genotypes = genotypes.SelectMany(start => Enumerable.Range(0, dimension.Choices.Count).Select(choice => (int[])[.. start, choice]));
        }

        return genotypes.Select(genotype => space.Create(genotype));
    }
}
