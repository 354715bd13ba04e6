using Serverless.Algorithms.Acquisition;
using Serverless.Algorithms.ModelBased.Draws;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Morbo;

/// <summary>Chooses by Thompson sampling: each choice uses one new joint draw of every region, and compares the candidates of all regions.</summary>
/// <remarks>
/// Daulton, Eriksson, Balandat, Bakshy 2022, section 4. The criterion is the drawn volume that a candidate adds to the observed front and the drawn
/// values of pending candidates; if none adds any, a random weighted sum; if none is feasible in the draw, the smallest violation.
/// </remarks>
/// <param name="regions">The draws of each region; null for a region that is not searched.</param>
/// <param name="beginsAgain">Whether each region looks for a new centre.</param>
/// <param name="front">The observed front: n × m.</param>
/// <param name="objectives">The number of objectives m.</param>
sealed class ThompsonSelection(RegionDraws?[] regions, bool[] beginsAgain, double[] front, int objectives)
{
    /// <summary>Returns the region that proposes and the index of its candidate; null if no candidate is left.</summary>
    /// <param name="pending">The region and index of each pending candidate.</param>
    /// <param name="isOpen">Whether a candidate can be chosen, by its index.</param>
    /// <param name="random">The source of random numbers for this proposal.</param>
    public (int Region, int Place)? Choose(IReadOnlyList<(int Region, int Place)> pending, Func<int, bool> isOpen, RandomStream random)
    {
        foreach (var draws in regions)
        {
            draws?.Draw(random);
        }

        var volume = Volume(random);
        for (var region = 0; region < regions.Length; region++)
        {
            if (beginsAgain[region] && regions[region] is { } draws && pending.All(one => one.Region != region) && NextCentre(draws, volume, isOpen, random) is { } place)
            {
                return (region, place);
            }
        }

        return Best(Fronts(pending, volume, random), isOpen, random);
    }

    /// <summary>
    /// Returns the box of all points that are nondominated in a draw, observed or not, so that it includes corners of the front not seen yet.
    /// </summary>
    FrontVolume Volume(RandomStream random)
    {
        var best = new NondominatedSet<int>(objectives);
        for (var start = 0; start < front.Length; start += objectives)
        {
            best.Add(front.AsSpan(start, objectives), 0);
        }

        var drawn = regions.Where((draws, region) => draws is not null && !beginsAgain[region])
            .SelectMany(draws => Enumerable.Range(0, draws!.Places.Length).Select(index => (Draws: draws, Index: index))).ToList();
        foreach (var (draws, index) in drawn.Where(one => one.Draws.Violation(one.Index) <= 0))
        {
            best.Add(draws.Values(index), 0);
        }

        double[] points = best.Count > 0 ? [.. best.Points] : [.. drawn.SelectMany(one => one.Draws.Values(one.Index))];
        return new FrontVolume([.. Enumerable.Range(0, objectives).Select(k => points.Where((_, i) => i % objectives == k).ToArray())], random);
    }

    /// <summary>
    /// Returns the candidate with which a region begins again: the largest hypervolume scalarisation in a random direction (Golovin, Zhang 2020).
    /// </summary>
    int? NextCentre(RegionDraws draws, FrontVolume volume, Func<int, bool> isOpen, RandomStream random)
    {
        double[] direction = [.. Enumerable.Range(0, objectives).Select(_ => Math.Abs(random.NextNormal()))];
        int[] open = [.. Enumerable.Range(0, draws.Places.Length).Where(i => isOpen(draws.Places[i]))];
        return open.Length == 0 ? null : draws.Places[open.MaxBy(i => (draws.Violation(i) <= 0, draws.Violation(i) <= 0
            ? Enumerable.Range(0, objectives).Min(k => (1 - volume.Scale(draws.Value(i, k), k)) / direction[k])
            : -draws.Violation(i)))];
    }

    SampledFronts Fronts(IReadOnlyList<(int Region, int Place)> pending, FrontVolume volume, RandomStream random)
    {
        var fronts = new SampledFronts(draws: 1, volume.Ideal, volume.Reference, random);
        for (var start = 0; start < front.Length; start += objectives)
        {
            fronts.Add(front.AsSpan(start, objectives));
        }

        foreach (var (region, place) in pending)
        {
            var draws = regions[region]!;
            var index = Array.IndexOf(draws.Places, place);
            if (draws.Violation(index) <= 0)
            {
                fronts.Add(draws.Values(index));
            }
        }

        return fronts;
    }

    (int Region, int Place)? Best(SampledFronts fronts, Func<int, bool> isOpen, RandomStream random)
    {
        (int Region, int Index)[] candidates = [.. Enumerable.Range(0, regions.Length)
            .Where(region => !beginsAgain[region] && regions[region] is not null)
            .SelectMany(region => Enumerable.Range(0, regions[region]!.Places.Length).Where(i => isOpen(regions[region]!.Places[i])).Select(i => (region, i)))];
        var values = new double[objectives][];
        for (var k = 0; k < objectives; k++)
        {
            values[k] = new double[Marginals.PaddedLength(candidates.Length)];
            for (var i = 0; i < candidates.Length; i++)
            {
                values[k][i] = regions[candidates[i].Region]!.Value(candidates[i].Index, k);
            }
        }

        // This scales the values in place, and the weighted sum below uses the scaled values.
        var gains = new double[Marginals.PaddedLength(candidates.Length)];
        fronts.AddGains(0, values, gains);
        var weights = ChebyshevScalarisation.Weights(objectives, random);
        var best = -1;
        var (bestRule, bestWorth) = (Rule.None, double.NegativeInfinity);
        for (var i = 0; i < candidates.Length; i++)
        {
            var violation = regions[candidates[i].Region]!.Violation(candidates[i].Index);
            var (rule, worth) = violation > 0 ? (Rule.LeastViolation, -violation)
                : gains[i] > 0 ? (Rule.LargestGain, gains[i])
                : (Rule.LeastSum, -Enumerable.Range(0, objectives).Sum(k => weights[k] * values[k][i]));
            if (rule > bestRule || (rule == bestRule && worth > bestWorth))
            {
                (best, bestRule, bestWorth) = (i, rule, worth);
            }
        }

        return best < 0 ? null : (candidates[best].Region, regions[candidates[best].Region]!.Places[candidates[best].Index]);
    }

    /// <summary>The rule by which a candidate is chosen; later ones take precedence.</summary>
    enum Rule
    {
        None,
        LeastViolation,
        LeastSum,
        LargestGain,
    }
}
