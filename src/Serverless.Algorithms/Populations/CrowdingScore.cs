using Serverless.MultiObjective;

namespace Serverless.Algorithms.Populations;

/// <summary>Scores members by the room around them: <see cref="CrowdingDistance"/>.</summary>
sealed class CrowdingScore : FrontScore
{
    public override double[] Of(ReadOnlySpan<double> front, int objectives, int rank) => CrowdingDistance.Of(front, objectives);
}

/// <summary>Scores the members of one front; larger is better. One instance ranks one population.</summary>
abstract class FrontScore
{
    /// <summary>Returns the members' scores, in order. Called front by front, best first.</summary>
    /// <param name="front">The objectives of feasible members: n × m, row-major.</param>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    /// <param name="rank">The rank of the front; 0 for the nondominated members.</param>
    public abstract double[] Of(ReadOnlySpan<double> front, int objectives, int rank);
}
