using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;

namespace Serverless.Algorithms.SmsEmoa;

/// <summary>Scores the members of a front by the volume that each dominates alone.</summary>
/// <remarks>
/// Objectives are scaled to the front's range. The reference point lies one range beyond its worst values, so that extreme members, which no other
/// member covers, are kept (Beume, Naujoks, Emmerich 2007, section 3.1, with their reference of nadir + 1). Infinite values count as one range beyond
/// the finite ones; a member with a NaN dominates nothing.
/// </remarks>
sealed class VolumeScore : FrontScore
{
    const double Reference = 2;

    public override double[] Of(ReadOnlySpan<double> front, int objectives, int rank)
    {
        var reference = new double[objectives];
        reference.AsSpan().Fill(Reference);
        return HypervolumeContribution.OfEach(ObjectiveScale.Of(front, objectives).Apply(front), reference);
    }
}
