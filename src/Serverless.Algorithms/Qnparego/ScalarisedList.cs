using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Draws;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Sampling;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Qnparego;

/// <summary>Lists the candidates that can be best by some scalarisation: the best by each of a few, all along the front.</summary>
static class ScalarisedList
{
    const int Scalarisations = 16;
    const int Draws = 16;

    /// <summary>
    /// Takes indices in turn from the ranking by each scalarisation, by expected improvement over the best of the means, with separate draws of each
    /// candidate.
    /// </summary>
    /// <param name="fitted">The models.</param>
    /// <param name="screen">The screen of the models' candidates.</param>
    /// <param name="means">The means of the observed candidates: observed × m.</param>
    /// <param name="size">The largest number of candidates.</param>
    public static int[] Of(FittedModels fitted, CandidateScreen screen, double[] means, int size)
    {
        var objectives = fitted.Models.Length;
        var values = Values(fitted, screen);
        var random = RandomStream.For(fitted.Seed, fitted.Generation, int.MaxValue);
        int[][] orders =
        [
            .. Enumerable.Range(0, Scalarisations).Select(_ => screen.Best(
                size, Rate(new ChebyshevScalarisation(means, ChebyshevScalarisation.Weights(objectives, random)), screen, means, values, objectives))),
        ];
        return [.. Enumerable.Range(0, size).SelectMany(rank => orders.Where(order => rank < order.Length).Select(order => order[rank])).Distinct().Take(size)];
    }

    static double[] Rate(ChebyshevScalarisation scalarisation, CandidateScreen screen, double[] means, double[] values, int objectives)
    {
        var best = ChebyshevScalarisation.Least;
        for (var start = 0; start < means.Length; start += objectives)
        {
            best = Math.Max(best, scalarisation.Of(means.AsSpan(start, objectives)));
        }

        var gains = new double[screen.Chances.Length];
        var at = 0;
        foreach (var place in screen.Open)
        {
            for (var draw = 0; draw < Draws; draw++, at += objectives)
            {
                gains[place] += Math.Max(0, scalarisation.Of(values.AsSpan(at, objectives)) - best);
            }
        }

        return gains;
    }

    /// <summary>Draws values: open candidates × draws × m, with the same normal numbers for all candidates.</summary>
    static double[] Values(FittedModels fitted, CandidateScreen screen)
    {
        var objectives = fitted.Models.Length;
        var sequence = new SobolSequence(objectives, fitted.Seed);
        double[] normals = [.. Enumerable.Range(0, Draws * objectives)
            .Select(i => NormalQuantile.Of((sequence.Bits((uint)(i / objectives), i % objectives) + 0.5) / (1L << 32)))];
        var values = new double[screen.Open.Length * normals.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = screen.Marginals[i % objectives].Value(screen.Open[i / normals.Length], normals[i % normals.Length]);
        }

        return values;
    }
}
