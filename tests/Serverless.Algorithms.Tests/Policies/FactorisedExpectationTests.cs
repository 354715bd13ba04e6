using Serverless.Algorithms.Policies;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.Policies;

public sealed class FactorisedExpectationTests
{
    const double Tolerance = 1e-12;

    static readonly int[] Choices = [2, 3, 1, 4];

    readonly FactorisedExpectation _expectation = new(Choices);
    readonly double[] _values = Numbers(24, seed: 1);
    readonly double[] _logits = Numbers(10, seed: 2);

    [Fact]
    public void Places_EveryGenotype_AreInLexicographicOrder()
    {
        var genotypes = Enumerable.Range(0, _expectation.GenotypeCount).Select(_expectation.GenotypeAt).ToArray();

        genotypes[0].ShouldBe([0, 0, 0, 0]);
        genotypes[1].ShouldBe([0, 0, 0, 1]);
        genotypes[23].ShouldBe([1, 2, 0, 3]);
        genotypes.Select(genotype => _expectation.IndexOf(genotype)).ShouldBe(Enumerable.Range(0, 24));
    }

    [Fact]
    public void ConditionalMeans_SmallTable_AreThoseOfEveryGenotypeWeighed()
    {
        var probabilities = _expectation.Probabilities(_logits);
        var conditional = new double[10];

        var mean = _expectation.ConditionalMeans(probabilities, _values, conditional);

        mean.ShouldBe(Weighed(probabilities, _ => true).Sum, Tolerance);
        _expectation.Mean(probabilities, _values).ShouldBe(mean);
        for (int decision = 0, place = 0; decision < Choices.Length; decision++)
        {
            for (var choice = 0; choice < Choices[decision]; choice++, place++)
            {
                var (sum, weight) = Weighed(probabilities, genotype => genotype[decision] == choice);
                conditional[place].ShouldBe(sum / weight, Tolerance);
            }
        }
    }

    [Fact]
    public void ConditionalMeans_ChoiceOfProbabilityZero_IsKnownAllTheSame()
    {
        var expectation = new FactorisedExpectation([2, 2]);
        var conditional = new double[4];

        expectation.ConditionalMeans([1, 0, 0.25, 0.75], [1, 2, 3, 4], conditional).ShouldBe(1.75);

        conditional.ShouldBe([1.75, 3.75, 1, 2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.4)]
    public void Gradient_SmallTable_IsTheSlopeOfTheMean(double temperature)
    {
        const double Step = 1e-6;
        var gradient = new double[10];

        _expectation.Gradient(_logits, _values, gradient, temperature);

        for (var i = 0; i < _logits.Length; i++)
        {
            gradient[i].ShouldBe((MeanAt(i, Step) - MeanAt(i, -Step)) / (2 * Step), 1e-8);
        }

        double MeanAt(int place, double step)
        {
            var moved = _logits.ToArray();
            moved[place] += step;
            return _expectation.Mean(_expectation.Probabilities(moved, temperature), _values);
        }
    }

    [Fact]
    public void Create_WhatIsNoListOfChoices_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new FactorisedExpectation([])).Message.ShouldContain("at least one decision");
        Should.Throw<ArgumentException>(() => new FactorisedExpectation([3, 0])).Message.ShouldContain("[3, 0]");
        Should.Throw<ArgumentException>(() => new FactorisedExpectation([.. Enumerable.Repeat(9, 22)])).Message.ShouldContain("draw samples");
    }

    (double Sum, double Weight) Weighed(double[] probabilities, Predicate<int[]> counts)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var genotype in Enumerable.Range(0, 24).Select(_expectation.GenotypeAt).Where(genotype => counts(genotype)))
        {
            var weight = probabilities[genotype[0]] * probabilities[2 + genotype[1]] * probabilities[5] * probabilities[6 + genotype[3]];
            sum += weight * _values[_expectation.IndexOf(genotype)];
            total += weight;
        }

        return (sum, total);
    }

    static double[] Numbers(int count, int seed)
    {
        var random = RandomStream.For(seed, 0, 0);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }
}
