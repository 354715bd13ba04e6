using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Morbo;

/// <summary>The candidates and models of all regions in one generation.</summary>
/// <remarks>
/// A function of what is known and of what is pending that is none of the candidates: what was proposed in this generation is, so a search
/// that is made again continues identically.
/// </remarks>
sealed class RegionSearch
{
    readonly CandidateCatalogue _catalogue;
    readonly ThompsonSelection _selection;
    readonly HashSet<Architecture>[] _candidates;
    readonly RegionProposal[] _others;

    /// <param name="space">What is searched.</param>
    /// <param name="seed">Of random numbers.</param>
    /// <param name="situation">What is known.</param>
    /// <param name="pending">What is pending, each with its region.</param>
    /// <param name="regions">Where to search.</param>
    /// <param name="models">Fits models.</param>
    /// <param name="candidates">Draws candidates.</param>
    /// <param name="local">How many observations a region's models learn from, at most.</param>
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

    /// <summary>Whether one that is made with these pending would be like this one.</summary>
    public bool HoldsFor(IReadOnlyList<RegionProposal> pending) => Others(pending).SequenceEqual(_others);

    /// <summary>The best candidate; null when none is left.</summary>
    /// <param name="pending">For which it holds.</param>
    /// <param name="isOpen">Whether an architecture may be proposed.</param>
    /// <param name="random">Of this proposal.</param>
    public RegionProposal? Choose(IReadOnlyList<RegionProposal> pending, Func<Architecture, bool> isOpen, RandomStream random) =>
        _selection.Choose(
            [.. pending.Select(one => (one.Region, _catalogue.PlaceOf(one.Architecture)))], place => isOpen(_catalogue.Architectures[place]), random) is { } choice
            ? new RegionProposal(choice.Region, _catalogue.Architectures[choice.Place])
            : null;

    RegionProposal[] Others(IReadOnlyList<RegionProposal> pending) => [.. pending.Where(one => !_candidates[one.Region].Contains(one.Architecture))];

    /// <summary>What a region draws values of: its candidates, then what is pending in it and is none of them.</summary>
    int[] Listed(int region) =>
        [.. _candidates[region].Concat(_others.Where(other => other.Region == region).Select(other => other.Architecture)).Select(_catalogue.PlaceOf)];

    static bool IsSearched(TrustRegion region) => region.Centre is not null || region.BeginsAgain;

    /// <summary>The places of the members nearest to a region's centre, ascending; of the best ranks where there is none.</summary>
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

/// <summary>A candidate and the region that it was proposed in.</summary>
/// <param name="Region">Its index.</param>
/// <param name="Architecture">In canonical form.</param>
sealed record RegionProposal(int Region, Architecture Architecture);
