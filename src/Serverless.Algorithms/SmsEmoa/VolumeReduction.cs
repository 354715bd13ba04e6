using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.SmsEmoa;

/// <summary>Chooses the member that a population loses least by giving up.</summary>
static class VolumeReduction
{
    /// <summary>Of the last front the one that dominates the least volume alone; of equal ones the last.</summary>
    /// <param name="members">At least one.</param>
    public static Member Worst(IReadOnlyList<Member> members)
    {
        var last = ConstrainedSort.Fronts(members)[^1];
        var worst = members[last[^1]];
        if (last.Length == 1 || !worst.IsFeasible)
        {
            return worst;
        }

        // Only the last front needs its volumes.
        var scores = new VolumeScore().Of(ConstrainedSort.Objectives(members, last), worst.Objectives.Length, rank: 0);
        return members[last[scores.AsSpan().LastIndexOf(scores.Min())]];
    }
}
