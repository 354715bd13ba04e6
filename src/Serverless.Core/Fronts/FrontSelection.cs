using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>Chooses members of a front. Pure.</summary>
/// <remarks>
/// Every objective is scaled to its range among the members that are within the limits, 0 the best and 1 the worst, so that no unit
/// decides; one in which they are all equal counts as 0. Ties are decided by candidate id.
/// </remarks>
public static class FrontSelection
{
    // Added sums tell apart what the largest term alone does not (augmented Tchebycheff, Steuer and Choo 1983).
    const double Augmentation = 1e-3;

    /// <summary>Those within limits, in their order.</summary>
    /// <param name="members">A front's.</param>
    /// <param name="limits">By objective or metric; members that lack the metric are not within.</param>
    public static IReadOnlyList<FrontMember> Within(IReadOnlyList<FrontMember> members, IReadOnlyList<MetricLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(limits);
        return [.. members.Where(member => limits.All(limit => limit.Holds(member)))];
    }

    /// <summary>
    /// The members that are the farthest from the plane through the ends of the front, towards the ideal point (the knee of Das 1999):
    /// where giving up a little of one objective gains most of the others.
    /// </summary>
    /// <returns>The best first, at most as many as asked for.</returns>
    public static IReadOnlyList<FrontMember> ByKnee(IReadOnlyList<FrontMember> members, IReadOnlyList<Objective> objectives, int most) =>
        Order(members, objectives, scaled => scaled.Sum(), most);

    /// <summary>The members with the smallest largest weighted distance from the ideal point (augmented Tchebycheff).</summary>
    /// <param name="members">A front's.</param>
    /// <param name="objectives">The front's.</param>
    /// <param name="weights">Objective name to weight, at least 0, one of them greater; those that are not there weigh nothing.</param>
    /// <param name="most">How many, at most.</param>
    /// <returns>The best first.</returns>
    public static IReadOnlyList<FrontMember> ByWeights(
        IReadOnlyList<FrontMember> members, IReadOnlyList<Objective> objectives, IReadOnlyDictionary<string, double> weights, int most)
    {
        ArgumentNullException.ThrowIfNull(weights);
        double[] each = [.. objectives.Select(objective => weights.GetValueOrDefault(objective.Name))];
        return Order(
            members,
            objectives,
            scaled => scaled.Zip(each, (value, weight) => value * weight).Max() + (Augmentation * scaled.Zip(each, (value, weight) => value * weight).Sum()),
            most);
    }

    /// <summary>Members that are spread over the front: the knee first, then each time the one that is the farthest from those chosen (Gonzalez 1985).</summary>
    public static IReadOnlyList<FrontMember> BySpread(IReadOnlyList<FrontMember> members, IReadOnlyList<Objective> objectives, int most)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var left = Scale(members, objectives).ToList();
        var chosen = new List<(FrontMember Member, double[] Scaled)>();
        var first = ByKnee(members, objectives, 1);
        while (chosen.Count < most && left.Count > 0)
        {
            var next = chosen.Count == 0
                ? left.First(point => point.Member == first[0])
                : left.OrderByDescending(point => chosen.Min(other => Distance(point.Scaled, other.Scaled)))
                    .ThenBy(point => point.Member.Candidate.Value, StringComparer.Ordinal)
                    .First();
            left.Remove(next);
            chosen.Add(next);
        }

        return [.. chosen.Select(point => point.Member)];
    }

    static IReadOnlyList<FrontMember> Order(
        IReadOnlyList<FrontMember> members, IReadOnlyList<Objective> objectives, Func<double[], double> worth, int most) =>
    [
        .. Scale(members, objectives)
            .OrderBy(point => worth(point.Scaled))
            .ThenBy(point => point.Member.Candidate.Value, StringComparer.Ordinal)
            .Take(most)
            .Select(point => point.Member),
    ];

    static (FrontMember Member, double[] Scaled)[] Scale(IReadOnlyList<FrontMember> members, IReadOnlyList<Objective> objectives)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(objectives);
        double[][] points = [.. members.Select(member => ObjectiveValues.Minimised(member.Objectives, objectives))];
        var (least, range) = (new double[objectives.Count], new double[objectives.Count]);
        for (var objective = 0; objective < objectives.Count && points.Length > 0; objective++)
        {
            least[objective] = points.Min(point => point[objective]);
            range[objective] = points.Max(point => point[objective]) - least[objective];
        }

        return
        [
            .. members.Zip(points, (member, point) => (
                member,
                point.Select((value, objective) => range[objective] > 0 ? (value - least[objective]) / range[objective] : 0).ToArray())),
        ];
    }

    static double Distance(double[] one, double[] other) => Math.Sqrt(one.Zip(other, (here, there) => (here - there) * (here - there)).Sum());
}

/// <summary>A limit on what members of a front are worth.</summary>
/// <param name="Metric">An objective's name, or a metric's.</param>
/// <param name="AtLeast">The smallest value; null: none.</param>
/// <param name="AtMost">The largest value; null: none.</param>
public sealed record MetricLimit(string Metric, double? AtLeast, double? AtMost)
{
    /// <summary>Whether a member is within.</summary>
    public bool Holds(FrontMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return (member.Objectives.TryGetValue(Metric, out var value) || member.Metrics.TryGetValue(Metric, out value))
            && !(value < AtLeast) && !(value > AtMost);
    }
}
