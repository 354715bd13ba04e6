using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Tpe;

/// <summary>Which observations are good and which are the rest, as the estimator of each needs them.</summary>
/// <remarks>
/// A tenth is good: fronts by Pareto dominance as long as whole ones fit, and of the next one the subset of the largest hypervolume; while
/// feasible ones are too few, infeasible ones by violation. Failed ones are among the rest and do not count for the tenth.
/// </remarks>
/// <param name="Good">In the order they were told.</param>
/// <param name="Rest">In the order they were told.</param>
sealed record ObservationSplit(IReadOnlyList<Member> Good, IReadOnlyList<Member> Rest)
{
    const double GoodShare = 0.1;

    /// <summary>With one objective more would not sharpen what is good; with several the front needs them.</summary>
    const int MostOfOneObjective = 25;

    /// <summary>So many of the latest keep their whole weight.</summary>
    const int Latest = 25;

    /// <summary>Splits observations.</summary>
    /// <param name="members">In the order they were told.</param>
    /// <param name="objectives">How many objectives there are.</param>
    public static ObservationSplit Of(IReadOnlyList<Member> members, int objectives)
    {
        var observed = members.Count(member => member.Status != ObservationStatus.Failed);
        var size = (int)Math.Ceiling(GoodShare * observed);
        var good = Best(members, objectives > 1 ? size : Math.Min(size, MostOfOneObjective)).ToHashSet();
        return new ObservationSplit(
            [.. Enumerable.Range(0, members.Count).Where(good.Contains).Select(index => members[index])],
            [.. Enumerable.Range(0, members.Count).Where(index => !good.Contains(index)).Select(index => members[index])]);
    }

    /// <summary>What the rest weighs, the latest last: the older of many the less.</summary>
    public static double[] WeightsOfRest(int count)
    {
        var weights = new double[count];
        weights.AsSpan().Fill(1);
        var older = count - Latest;
        for (var i = 0; i < older; i++)
        {
            weights[i] = older == 1 ? 1.0 / count : (1.0 / count) + ((1 - (1.0 / count)) * i / (older - 1));
        }

        return weights;
    }

    static List<int> Best(IReadOnlyList<Member> members, int size)
    {
        var best = new List<int>(size);
        foreach (var front in ConstrainedSort.Fronts(members))
        {
            var left = size - best.Count;
            if (front.Length <= left)
            {
                best.AddRange(front);
                continue;
            }

            var objectives = members[front[0]].IsFeasible ? members[front[0]].Objectives.Length : 0;
            best.AddRange(objectives > 1 && left > 0
                ? VolumeSubset.Choose(ConstrainedSort.Objectives(members, front), objectives, left).Select(index => front[index])
                : front.Take(left));
            break;
        }

        return best;
    }
}
