using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Statistics;

namespace Serverless.Learning.Surrogates.HwPrNas;

/// <summary>Measured Pareto ranks on one platform: over its targets, by a nondominated sort of what has all of them.</summary>
sealed class PlatformRanks
{
    readonly int[][] _heldOut;
    readonly int[] _all;

    /// <param name="set">All targets, of all platforms.</param>
    /// <param name="platform">Names some.</param>
    /// <param name="options">Members and what they do without.</param>
    /// <exception cref="SurrogateFitException">Too few architectures have all targets of the platform.</exception>
    public PlatformRanks(SurrogateTrainingSet set, SurrogatePlatform platform, SurrogateFitOptions options)
    {
        _heldOut = SurrogateFit.HeldOut(set.Count, options);
        var own = set.Select(platform.Targets);
        try
        {
            SurrogateFit.Check(own, options);
        }
        catch (SurrogateFitException little)
        {
            throw new SurrogateFitException($"For {platform.Description}: {little.Message}");
        }

        _all = SurrogateFit.Ranks(own);
        ByMember = [.. _heldOut.Select(unseen => SurrogateFit.Ranks(own.Without(unseen)))];
    }

    /// <value>By member: ranks, from 0, among those that it sees; −1 for others, and where a value is not known.</value>
    public IReadOnlyList<int[]> ByMember { get; }

    /// <summary>
    /// How well scores order what was held out, each architecture by the mean of the members that have not seen it: Kendall's τ-b against its rank
    /// among all, and of how many; null when nothing was held out or all are equal.
    /// </summary>
    /// <param name="scores">n × members.</param>
    public (double? KendallTauB, int Size) Judge(float[] scores)
    {
        var unseen = _heldOut.SelectMany((indices, member) => indices.Select(index => (index, member)))
            .Where(pair => _all[pair.index] >= 0)
            .GroupBy(pair => pair.index, pair => (double)scores[(pair.index * _heldOut.Length) + pair.member])
            .ToList();
        var correlation = RankCorrelation.KendallTauB(
            [.. unseen.Select(group => -group.Average())], [.. unseen.Select(group => (double)_all[group.Key])]);
        return (double.IsFinite(correlation) ? correlation : null, unseen.Count);
    }
}
