using Serverless.Algorithms.Acquisition;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.Acquisition;

/// <summary>Compares lazy sequential choice, which recomputes a gain only while it leads, with recomputing all gains for each choice.</summary>
public sealed class SequentialChoiceTests
{
    const int Members = 4;
    const int Candidates = 40;
    const int Choices = 10;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Choose_SameEnsemble_IsTheSameWithSharesOfABoxAsWithContributions(int objectives)
    {
        var random = RandomStream.For(4, 0, objectives);
        var answers = Enumerable.Range(0, objectives).Select(_ => Enumerable.Range(0, Members * Candidates).Select(_ => random.NextDouble()).ToArray()).ToArray();
        double[] ideal = [.. Enumerable.Repeat(0.0, objectives)];
        double[] reference = [.. Enumerable.Repeat(1.1, objectives)];

        var lazy = Choose(answers, SampledFronts.InUnits(Members, reference));
        var all = Choose(answers, new SampledFronts(Members, ideal, reference, RandomStream.For(5, 0, 0)));

        all.Select(choice => choice.Column).ShouldBe(lazy.Select(choice => choice.Column));
        all.Select(choice => choice.Gain * Math.Pow(1.1, objectives)).ShouldBe(lazy.Select(choice => choice.Gain), 1e-12);
        lazy.Select(choice => choice.Column).ShouldAllBe(column => column % 2 == 0);
    }

    static List<(int Column, double Gain)> Choose(double[][] answers, SampledFronts fronts)
    {
        var draws = new ObjectiveDraws(
            Array.ConvertAll(answers, _ => OutputTransform.Identity),
            Array.ConvertAll(answers, IJointDraws (one) => new EnsembleDraws(one, Members)),
            Members,
            Candidates,
            Choices,
            seed: 1);
        var choice = new SequentialChoice(draws, fronts, [.. Enumerable.Range(0, Candidates)], column => 1 + (column % 3));
        var chosen = new List<(int Column, double Gain)>();
        choice.Join(1);
        while (chosen.Count < Choices)
        {
            var best = choice.Choose(column => column % 2 == 0 && chosen.All(other => other.Column != column)).ShouldNotBeNull();
            chosen.Add(best);
            choice.Join(best.Column);
        }

        return chosen;
    }
}
