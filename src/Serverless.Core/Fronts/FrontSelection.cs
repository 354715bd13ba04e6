using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>Chooses members of a front. Pure.</summary>
/// <remarks>
/// Every objective is scaled to its range among the members within the limits, 0 the best and 1 the worst, so that units do not
/// matter; an objective in which they are all equal counts as 0. Ties are broken by candidate id.
/// </remarks>
public static class FrontSelection
{
    // The weighted sum breaks ties of the largest term (augmented Tchebycheff, Steuer and Choo 1983).
    const double Augmentation = 1e-3;

    /// <summary>Returns the members within limits, in their order.</summary>
    /// <param name="members">The members of a front.</param>
    /// <param name="limits">The limits, by objective or metric; members that lack the metric are not within them.</param>
    public static IReadOnlyList<FrontMember> Within(IReadOnlyList<FrontMember> members, IReadOnlyList<MetricLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(limits);
        return [.. members.Where(member => limits.All(limit => limit.Holds(member)))];
    }

    /// <summary>
    /// Returns the members farthest from the plane through the ends of the front, towards the ideal point (the knee of Das 1999):
    /// where giving up a little of one objective gains most in the others.
    /// </summary>
    /// <returns>The members, the best first, at most as many as requested.</returns>
    public static IReadOnlyList<FrontMember> ByKnee(IReadOnlyList<FrontMember> members, IReadOnlyList<Objective> objectives, int most) =>
        Order(members, objectives, scaled => scaled.Sum(), most);

    /// <summary>Returns the members with the smallest maximum weighted distance from the ideal point (augmented Tchebycheff).</summary>
    /// <param name="members">The members of a front.</param>
    /// <param name="objectives">The objectives of the front.</param>
    /// <param name="weights">Weights by objective name, at least 0, one of them greater than 0; missing objectives have the weight 0.</param>
    /// <param name="most">The most members to return.</param>
    /// <returns>The members, the best first.</returns>
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

    /// <summary>
    /// Returns members spread over the front: first the knee, then repeatedly the member farthest from those chosen (Gonzalez 1985).
    /// </summary>
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

/// <summary>A limit on a value of members of a front.</summary>
/// <param name="Metric">The name of an objective or a metric.</param>
/// <param name="AtLeast">The smallest value allowed; null: none.</param>
/// <param name="AtMost">The largest value allowed; null: none.</param>
public sealed record MetricLimit(string Metric, double? AtLeast, double? AtMost)
{
    /// <summary>Returns whether a member is within the limit.</summary>
    public bool Holds(FrontMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return (member.Objectives.TryGetValue(Metric, out var value) || member.Metrics.TryGetValue(Metric, out value))
            && !(value < AtLeast) && !(value > AtMost);
    }
}
