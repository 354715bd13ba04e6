using Serverless.MultiObjective;

namespace Serverless.Algorithms.Populations;

/// <summary>The room around a member: <see cref="CrowdingDistance"/>.</summary>
sealed class CrowdingScore : FrontScore
{
    public override double[] Of(ReadOnlySpan<double> front, int objectives, int rank) => CrowdingDistance.Of(front, objectives);
}
