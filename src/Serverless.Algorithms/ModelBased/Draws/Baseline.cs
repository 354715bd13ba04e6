using Serverless.Algorithms.Models;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased.Draws;

/// <summary>Finds the observed candidates that can be on the front, given that observations are noisy.</summary>
static class Baseline
{
    const int Draws = 512;

    /// <summary>Returns the indices of the observed candidates that satisfy the constraints and have every objective known.</summary>
    public static int[] Of(FittedModels fitted) =>
    [
        .. fitted.Members
            .Where(member => member.IsFeasible && Enumerable.Range(0, fitted.Models.Length).All(k => TrainingSet.IsKnown(member, k)))
            .Select(member => fitted.Catalogue.PlaceOf(member.Architecture)),
    ];

    /// <summary>Returns the candidates that no other one dominates in at least one of 512 joint draws of their noise-free values.</summary>
    /// <remarks>
    /// Daulton, Balandat, Bakshy 2021, as in BoTorch (<c>prune_baseline</c>): the other candidates change no front that is drawn. O(n³).
    /// </remarks>
    /// <param name="fitted">The models.</param>
    /// <param name="places">The indices that <see cref="Of"/> returned.</param>
    public static int[] Prune(FittedModels fitted, int[] places)
    {
        var objectives = fitted.Models.Length;
        if (places.Length == 0)
        {
            return places;
        }

        var draws = fitted.Models.Select((model, k) =>
        {
            var table = model.TableOf(fitted.Catalogue);
            var random = RandomStream.For(fitted.Seed, fitted.Generation, int.MaxValue - 2 - k);
            return model.Model.Sample(table.Select([.. places.Select(place => table.Columns[place])]), Draws, random);
        }).ToArray();
        var isKept = new bool[places.Length];
        var point = new double[objectives];
        for (var draw = 0; draw < Draws; draw++)
        {
            var front = new NondominatedSet<int>(objectives);
            for (var i = 0; i < places.Length; i++)
            {
                for (var k = 0; k < objectives; k++)
                {
                    point[k] = draws[k][(draw * places.Length) + i];
                }

                front.Add(point, i);
            }

            foreach (var index in front.Items)
            {
                isKept[index] = true;
            }
        }

        return [.. places.Where((_, i) => isKept[i])];
    }
}
