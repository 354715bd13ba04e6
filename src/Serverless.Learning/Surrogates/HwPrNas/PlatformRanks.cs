using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Statistics;

namespace Serverless.Learning.Surrogates.HwPrNas;

/// <summary>Measured Pareto ranks on one platform: a nondominated sort of the architectures that have all targets of the platform.</summary>
sealed class PlatformRanks
{
    readonly int[][] _heldOut;
    readonly int[] _all;

    /// <param name="set">The training set, with all targets of all platforms.</param>
    /// <param name="platform">The platform, which names some of the targets.</param>
    /// <param name="options">The options, of which the members and their held-out share are used.</param>
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

    /// <value>For each member, the ranks, from 0, among the architectures that it sees; −1 for others, and where a value is not known.</value>
    public IReadOnlyList<int[]> ByMember { get; }

    /// <summary>
    /// Measures how well scores order the held-out architectures, each by the mean of the members that have not seen it: Kendall's τ-b against the
    /// rank among all architectures, and the number of architectures; τ-b is null if none was held out or all are equal.
    /// </summary>
    /// <param name="scores">The scores, n × members.</param>
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
