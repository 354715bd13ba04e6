using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.BulkAndCut;

/// <summary>Draws the parent that grows, with a probability proportional to the squared distance of its accuracy from that of guessing.</summary>
static class ParentDraw
{
    const double Percent = 100;

    /// <summary>Returns the index of the drawn member.</summary>
    /// <param name="members">The members to draw from, at least one.</param>
    /// <param name="space">The space, which determines the number of classes.</param>
    /// <param name="random">The source of random numbers.</param>
    public static int Of(IReadOnlyList<Member> members, SearchSpace space, RandomStream random)
    {
        var weights = WeightsOf(members, Percent / space.CostShape.Classes);
        var left = weights.Sum() * random.NextDouble();
        for (var place = 0; place < weights.Length - 1; place++)
        {
            left -= weights[place];
            if (left < 0)
            {
                return place;
            }
        }

        return weights.Length - 1;
    }

    /// <summary>
    /// Computes the weight of each member from the first maximised objective, whose internal values are negative; all weights are equal if there is
    /// none.
    /// </summary>
    internal static double[] WeightsOf(IReadOnlyList<Member> members, double chance)
    {
        var objective = Enumerable.Range(0, members[0].Objectives.Length)
            .FirstOrDefault(place => members.All(member => member.Objectives[place] <= 0 && double.IsFinite(member.Objectives[place])), -1);
        double[] weights = [.. members.Select(member => objective < 0 ? 1 : Math.Pow(-member.Objectives[objective] - chance, 2))];
        return weights.Sum() > 0 ? weights : [.. weights.Select(_ => 1.0)];
    }
}
