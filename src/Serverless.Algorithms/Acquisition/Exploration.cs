using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Chooses what there is most to learn from: where members disagree, and what is unlike all that is known or chosen.</summary>
sealed class Exploration(EnsemblePredictions pool, Novelty novelty)
{
    readonly double[] _disagreement = Disagreement(pool);

    /// <summary>How many of the choices are to explore: the share of them, rounded up or down at random in proportion.</summary>
    public static int Share(AcquisitionOptions terms)
    {
        var wanted = terms.Count * terms.Exploration;
        var whole = Math.Floor(wanted);
        return (int)whole + (RandomStream.For(terms.Seed, terms.Generation, int.MaxValue).NextDouble() < wanted - whole ? 1 : 0);
    }

    /// <summary>Takes the candidate out of those open that is worth most: its disagreement and its novelty, each 0 to 1; of equals the first.</summary>
    public Choice Choose(ISet<int> open)
    {
        var best = open.OrderByDescending(Worth).ThenBy(index => index).First();
        return new Choice(best, ChoiceReason.Exploration, Worth(best));
    }

    double Worth(int candidate) => _disagreement[candidate] + novelty.Of(candidate);

    /// <summary>Each objective's spread over the members, as a share of the largest in the pool, averaged over the objectives that have one.</summary>
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
