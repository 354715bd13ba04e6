using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Acquisition;

/// <summary>
/// Chooses the candidates from which most can be learnt: those on which members disagree and that are unlike all known or chosen candidates.
/// </summary>
sealed class Exploration(EnsemblePredictions pool, Novelty novelty)
{
    readonly double[] _disagreement = Disagreement(pool);

    /// <summary>Returns how many of the choices are for exploration: the share of them, rounded up or down at random in proportion.</summary>
    public static int Share(AcquisitionOptions terms)
    {
        var wanted = terms.Count * terms.Exploration;
        var whole = Math.Floor(wanted);
        return (int)whole + (RandomStream.For(terms.Seed, terms.Generation, int.MaxValue).NextDouble() < wanted - whole ? 1 : 0);
    }

    /// <summary>Removes and returns the open candidate with the largest sum of disagreement and novelty, each 0 to 1; the first of equals.</summary>
    public Choice Choose(ISet<int> open)
    {
        var best = open.OrderByDescending(Worth).ThenBy(index => index).First();
        return new Choice(best, ChoiceReason.Exploration, Worth(best));
    }

    double Worth(int candidate) => _disagreement[candidate] + novelty.Of(candidate);

    /// <summary>
    /// Returns each objective's spread over the members, as a share of the largest in the pool, averaged over the objectives that have a spread.
    /// </summary>
    static double[] Disagreement(EnsemblePredictions pool)
    {
        var sum = new double[pool.Candidates.Count];
        var counted = 0;
        for (var objective = 0; objective < pool.Objectives; objective++)
        {
            double[] spreads = [.. pool.Spreads(objective).Select((spread, candidate) => pool.IsPredicted(candidate) ? spread : 0)];
            if (spreads.DefaultIfEmpty().Max() is > 0 and var largest)
            {
                counted++;
                for (var candidate = 0; candidate < sum.Length; candidate++)
                {
                    sum[candidate] += spreads[candidate] / largest;
                }
            }
        }

        return counted > 1 ? Array.ConvertAll(sum, total => total / counted) : sum;
    }
}
