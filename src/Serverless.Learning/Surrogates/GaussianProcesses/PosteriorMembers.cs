using Serverless.Learning.Datasets;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>
/// Represents a posterior by members: each predicts the mean plus a fixed number of standard deviations, so that the mean and spread of the members
/// are
/// those of the posterior.
/// </summary>
/// <remarks>
/// The numbers of deviations are normal scores, scaled to mean 0 and standard deviation 1 (divisor n − 1). Each target has them in its own order: of
/// some
/// random orders the one least correlated with those of earlier targets, since targets are modelled independently.
/// </remarks>
static class PosteriorMembers
{
    const int Draws = 64;

    /// <summary>Returns the numbers of deviations, members × targets.</summary>
    public static double[] Of(int members, int targets, long seed)
    {
        var scores = Scores(members);
        var places = new double[members * targets];
        for (var target = 0; target < targets; target++)
        {
            var orders = Enumerable.Range(0, target == 0 ? 1 : Draws)
                .Select(draw => target == 0 ? [.. Enumerable.Range(0, members)] : RandomOrder.Of(members, RandomStream.For(seed, target, draw)));
            var order = orders.MinBy(order => Enumerable.Range(0, target).Sum(earlier => Squared(order, earlier)))!;
            for (var member = 0; member < members; member++)
            {
                places[(member * targets) + target] = scores[order[member]];
            }
        }

        return places;

        double Squared(int[] order, int earlier)
        {
            var sum = order.Select((place, member) => scores[place] * places[(member * targets) + earlier]).Sum();
            return sum * sum;
        }
    }

    static double[] Scores(int members)
    {
        if (members == 1)
        {
            return [0];
        }

        double[] quantiles = [.. Enumerable.Range(0, members).Select(member => NormalScores.Quantile((member + 0.5) / members))];
        var deviation = Math.Sqrt(quantiles.Sum(quantile => quantile * quantile) / (members - 1));
        return Array.ConvertAll(quantiles, quantile => quantile / deviation);
    }
}
