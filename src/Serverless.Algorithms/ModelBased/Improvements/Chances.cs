using System.Runtime.Intrinsics;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>
/// Computes the probability that constraints hold according to their models, which are independent of each other (Gardner et al. 2014).
/// </summary>
static class Chances
{
    /// <param name="catalogue">The candidates.</param>
    /// <param name="constraints">The models of the constraints; the modelled value is negative where a constraint holds.</param>
    /// <param name="places">The indices for which the probability has to be exact; for the others upper bounds of deviations are used.</param>
    /// <returns>One probability for each candidate, padded to a multiple of eight; 1 if there are no constraints.</returns>
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
