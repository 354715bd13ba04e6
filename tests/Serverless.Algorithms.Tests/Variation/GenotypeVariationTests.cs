using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Variation;

public sealed class GenotypeVariationTests
{
    const int Draws = 2_000;

    readonly NasBench201Space _cells = new();
    readonly MobileSpace _mobile = new();

    [Theory]
    [InlineData("uniform")]
    [InlineData("twoPoint")]
    public void Cross_WithoutMutation_TakesEachDecisionFromEitherParentEquallyOften(string crossover)
    {
        var variation = Variation(_cells, crossover, mutationProbability: 0);
        var first = _cells.Create([0, 0, 0, 0, 0, 0]);
        var second = _cells.Create([1, 1, 1, 1, 1, 1]);

        var children = Enumerable.Range(0, Draws).Select(i => variation.Cross(first, second, RandomStream.For(1, 0, i)).Genotype.ToArray()).ToList();

        children.ShouldAllBe(child => child.All(choice => choice == 0 || choice == 1));
        for (var edge = 0; edge < 6; edge++)
        {
            // Two cuts leave a decision of the second parent between them with 2 k (n − k) + n of (n + 1)² draws; the extremes are rarer.
            children.Average(child => child[edge]).ShouldBeInRange(0.2, 0.55);
        }
    }

    [Fact]
    public void Mutate_DefaultProbability_ChangesOneDecisionOnAverageAndToEveryOtherChoice()
    {
        var variation = Variation(_cells, "uniform", mutationProbability: null);
        var parent = _cells.Create([2, 2, 2, 2, 2, 2]);

        var children = Enumerable.Range(0, Draws).Select(i => variation.Mutate(parent, RandomStream.For(1, 0, i)).Genotype.ToArray()).ToList();

        children.Average(child => child.Count(choice => choice != 2)).ShouldBe(1, 0.1);
        children.SelectMany(child => child).Where(choice => choice != 2).CountBy(choice => choice).Count().ShouldBe(4);
    }

    /// <summary>A stage that grows gets layers of every kind, not the first choice of everything.</summary>
    [Fact]
    public void Mutate_MoreLayers_DrawsTheirDecisions()
    {
        var variation = Variation(_mobile, "uniform", mutationProbability: 0.3);
        var parent = Parse("k3_e1/k3_e3/k3_e3/k3_e3");

        var grown = Enumerable.Range(0, Draws).Select(i => variation.Mutate(parent, RandomStream.For(1, 0, i)))
            .Select(child => _mobile.Format(_mobile.Canonicalise(child)).Split('/')[1].Split(',')).Where(layers => layers.Length > 1)
            .Select(layers => layers[1]).Distinct();

        grown.Count().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Apply_DecisionChange_ChangesOneDecisionThatCounts()
    {
        var change = new DecisionChange(_mobile);
        var parent = _mobile.Canonicalise(_mobile.Sample(RandomStream.For(9, 0, 0)));

        for (var i = 0; i < 200; i++)
        {
            var child = change.Apply(parent, RandomStream.For(1, 0, i));
            var changed = Enumerable.Range(0, child.Genotype.Length)
                .Where(decision => _mobile.IsActive(parent, decision) && child.Genotype[decision] != parent.Genotype[decision]);

            changed.Count().ShouldBe(1);
            _mobile.IdOf(child).ShouldNotBe(_mobile.IdOf(parent));
        }
    }

    Architecture Parse(string notation) =>
        _mobile.TryParse(notation, out var architecture, out var error) ? architecture : throw new InvalidOperationException(error);

    static GenotypeVariation Variation(SearchSpace space, string crossover, double? mutationProbability) => new(
        new AlgorithmSpecification { Name = "nsga2", Crossover = crossover, CrossoverProbability = 1, MutationProbability = mutationProbability },
        space);
}
