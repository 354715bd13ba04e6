using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Tpe;

/// <summary>The split of observations into good ones and the rest, from which the two density estimators are built.</summary>
/// <remarks>
/// A tenth is good: fronts by Pareto dominance as long as whole ones fit, then the subset of the next front with the largest hypervolume; if there
/// are too few feasible observations, infeasible ones by violation. Failed ones belong to the rest and do not count for the tenth.
/// </remarks>
/// <param name="Good">The good observations, in the order in which they were made.</param>
/// <param name="Rest">The other observations, in the order in which they were made.</param>
sealed record ObservationSplit(IReadOnlyList<Member> Good, IReadOnlyList<Member> Rest)
{
    const double GoodShare = 0.1;

    /// <summary>
    /// The largest number of good observations with one objective, where more would not sharpen the estimate; with several, the front needs them.
    /// </summary>
    const int MostOfOneObjective = 25;

    /// <summary>The number of latest observations that keep their full weight.</summary>
    const int Latest = 25;

    /// <summary>Splits observations.</summary>
    /// <param name="members">The observations, in the order in which they were made.</param>
    /// <param name="objectives">The number of objectives.</param>
    public static ObservationSplit Of(IReadOnlyList<Member> members, int objectives)
    {
        var observed = members.Count(member => member.Status != ObservationStatus.Failed);
        var size = (int)Math.Ceiling(GoodShare * observed);
        var good = Best(members, objectives > 1 ? size : Math.Min(size, MostOfOneObjective)).ToHashSet();
        return new ObservationSplit(
            [.. Enumerable.Range(0, members.Count).Where(good.Contains).Select(index => members[index])],
            [.. Enumerable.Range(0, members.Count).Where(index => !good.Contains(index)).Select(index => members[index])]);
    }

    /// <summary>Returns the weights of the rest, latest last; if there are many, older ones weigh less.</summary>
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
