using Serverless.MultiObjective;

namespace Serverless.Algorithms.Populations;

/// <summary>The room around a member: <see cref="CrowdingDistance"/>.</summary>
sealed class CrowdingScore : FrontScore
{
    public override double[] Of(ReadOnlySpan<double> front, int objectives, int rank) => CrowdingDistance.Of(front, objectives);
}

/// <summary>Tells the members of one front apart; more is better. One instance ranks one population.</summary>
abstract class FrontScore
{
    /// <summary>The members' scores, in their order. Asked front by front, the best first.</summary>
    /// <param name="front">n × m, row-major, of feasible members.</param>
    /// <param name="objectives">m, at least 1.</param>
    /// <param name="rank">0 for the nondominated ones.</param>
    public abstract double[] Of(ReadOnlySpan<double> front, int objectives, int rank);
}
