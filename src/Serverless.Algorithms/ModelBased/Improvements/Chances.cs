using System.Runtime.Intrinsics;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>The probability that constraints hold by their models, which are independent of each other (Gardner et al. 2014).</summary>
static class Chances
{
    /// <param name="catalogue">The candidates.</param>
    /// <param name="constraints">What is modelled is negative where a constraint holds.</param>
    /// <param name="places">Those that have to be told exactly; the others by upper bounds of their deviations.</param>
    /// <returns>One for each candidate, padded to a multiple of eight; 1 without constraints.</returns>
    public static double[] Of(CandidateCatalogue catalogue, ObjectiveModel[] constraints, int[] places)
    {
        var chances = new double[Marginals.PaddedLength(catalogue.Architectures.Length)];
        chances.AsSpan().Fill(1);
        foreach (var model in constraints)
        {
            var margins = model.Predict(catalogue);
            model.Refine(catalogue, margins, places);
            for (var first = 0; first < chances.Length; first += Marginals.Lanes)
            {
                var z = -margins.Mean(first) / margins.Deviation(first);
                var chance = Vector512.Create((ReadOnlySpan<double>)chances.AsSpan(first, Marginals.Lanes));
                Vector512.CopyTo(chance * NormalDistribution.Cumulative(z), chances.AsSpan(first));
            }
        }

        return chances;
    }
}
