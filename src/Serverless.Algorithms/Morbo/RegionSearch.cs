using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Morbo;

/// <summary>The candidates and models of all regions in one generation.</summary>
/// <remarks>
/// The search depends only on what is known and on pending proposals that are not among the candidates. Proposals of this generation are among them,
/// so a search that is created again continues identically.
/// </remarks>
sealed class RegionSearch
{
    readonly CandidateCatalogue _catalogue;
    readonly ThompsonSelection _selection;
    readonly HashSet<Architecture>[] _candidates;
    readonly RegionProposal[] _others;

    /// <param name="space">The space to search.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="situation">What the search knows.</param>
    /// <param name="pending">The pending proposals, each with its region.</param>
    /// <param name="regions">The regions to search in.</param>
    /// <param name="models">The models of the regions.</param>
    /// <param name="candidates">The source of candidates.</param>
    /// <param name="local">The largest number of observations that a region's models learn from.</param>
    public RegionSearch(
        SearchSpace space,
        long seed,
        SearchSituation situation,
        IReadOnlyList<RegionProposal> pending,
        TrustRegions regions,
        RegionModels models,
        RegionCandidates candidates,
        int local)
    {
        var (members, objectives, generation) = (situation.Members, situation.Objectives, situation.Generation);
        var front = FrontVolume.Front(members, objectives);
        var observed = members.Select(member => member.Architecture).ToHashSet();
        _candidates = [.. regions.All.Select((region, index) => IsSearched(region)
            ? candidates.Draw(region, front, observed, RandomStream.For(seed, generation, int.MaxValue - 1 - index)).ToHashSet()
            : [])];
        _others = Others(pending);
        _catalogue = CandidateCatalogue.IsEnumerable(space)
            ? CandidateCatalogue.OfAll(space)
            : CandidateCatalogue.Of(space, [.. _candidates.SelectMany(one => one), .. observed, .. _others.Select(other => other.Architecture)]);

        int[][] places = [.. regions.All.Select(region => Learnt(region, regions, members, local))];
        var fitted = models.Fit(_catalogue, situation, places);
        RegionDraws?[] draws = [.. fitted.Select((own, index) => Listed(index) is { Length: > 0 } listed ? new RegionDraws(_catalogue, own, objectives, listed) : null)];
        _selection = new ThompsonSelection(draws, [.. regions.All.Select(region => region.BeginsAgain)], FrontVolume.Points(front), objectives);
    }

    /// <summary>Returns whether a search created with the given pending proposals would be the same as this one.</summary>
    public bool HoldsFor(IReadOnlyList<RegionProposal> pending) => Others(pending).SequenceEqual(_others);

    /// <summary>Returns the best candidate; null if none is left.</summary>
    /// <param name="pending">Pending proposals for which <see cref="HoldsFor"/> is true.</param>
    /// <param name="isOpen">Whether an architecture can be proposed.</param>
    /// <param name="random">The source of random numbers for this proposal.</param>
    public RegionProposal? Choose(IReadOnlyList<RegionProposal> pending, Func<Architecture, bool> isOpen, RandomStream random) =>
        _selection.Choose(
            [.. pending.Select(one => (one.Region, _catalogue.PlaceOf(one.Architecture)))], place => isOpen(_catalogue.Architectures[place]), random) is { } choice
            ? new RegionProposal(choice.Region, _catalogue.Architectures[choice.Place])
            : null;

    RegionProposal[] Others(IReadOnlyList<RegionProposal> pending) => [.. pending.Where(one => !_candidates[one.Region].Contains(one.Architecture))];

    /// <summary>Returns the indices for which a region draws values: its candidates, then its pending proposals that are not among them.</summary>
    int[] Listed(int region) =>
        [.. _candidates[region].Concat(_others.Where(other => other.Region == region).Select(other => other.Architecture)).Select(_catalogue.PlaceOf)];

    static bool IsSearched(TrustRegion region) => region.Centre is not null || region.BeginsAgain;

    /// <summary>
    /// Returns the indices of the members nearest to a region's centre, in ascending order; those of the best ranks if it has no centre.
    /// </summary>
    static int[] Learnt(TrustRegion region, TrustRegions regions, IReadOnlyList<Member> members, int most)
    {
        if (members.Count <= most)
        {
            return [.. Enumerable.Range(0, members.Count)];
        }

        if (region.Centre is { } centre)
        {
            return [.. regions.Nearest(centre, members).Take(most).Order()];
        }

        var kept = TrainingSet.Keep(members, most).ToHashSet();
        return [.. Enumerable.Range(0, members.Count).Where(place => kept.Contains(members[place]))];
    }
}

/// <summary>A candidate and the region that proposed it.</summary>
/// <param name="Region">The index of the region.</param>
/// <param name="Architecture">The architecture in canonical form.</param>
sealed record RegionProposal(int Region, Architecture Architecture);
