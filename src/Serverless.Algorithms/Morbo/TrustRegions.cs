using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Morbo;

/// <summary>Several trust regions that share all observations; decides where their centres are, and when they shrink and end.</summary>
/// <remarks>Daulton, Eriksson, Balandat, Bakshy 2022, section 4; lengths are Hamming distances (Wan, Nguyen, Ha, Ru, Lu, Osborne 2021).</remarks>
sealed class TrustRegions
{
    const int Regions = 5;

    /// <summary>The initial length of a region, as a share of the decisions.</summary>
    const double InitialShare = 0.8;

    /// <summary>The smallest increase of the front's volume that counts as a success, as a share of it.</summary>
    const double LeastGain = 1e-3;

    /// <summary>The lower limit of the number of failures that halves a region, which is otherwise a third of the decisions.</summary>
    const int FewestFailures = 10;

    /// <summary>The number of generations in which the centre of an ended region cannot be the centre of another one.</summary>
    const int Tenure = 100;

    /// <summary>The indices in the state that mark a region without a centre, and one that begins again.</summary>
    const int NotBegun = -1;
    const int BeginningAgain = -2;

    readonly SearchSpace _space;
    readonly ChoiceDistance _distance;
    readonly TrustRegion[] _regions;
    readonly List<(Member Centre, int Until)> _ended = [];

    /// <param name="space">The space to search.</param>
    /// <param name="saved">The numbers that <see cref="Save"/> wrote; null to start.</param>
    /// <param name="population">The population that was passed to <see cref="Save"/>.</param>
    public TrustRegions(SearchSpace space, SavedNumbers? saved, IReadOnlyList<Member> population)
    {
        (_space, _distance) = (space, new ChoiceDistance(space));
        var length = Math.Max(1, (int)Math.Round(InitialShare * _distance.Decisions));
        _regions = [.. Enumerable.Range(0, Regions).Select(_ => new TrustRegion(length))];
        foreach (var region in saved is null ? [] : _regions)
        {
            var place = saved!.NextWhole(BeginningAgain, population.Count - 1);
            region.Centre = place >= 0 ? population[place] : null;
            region.BeginsAgain = place == BeginningAgain;
            (region.Length, region.Failures) = (saved.NextWhole(1, length), saved.NextWhole(0, int.MaxValue));
        }

        for (var left = saved?.NextWhole(0, population.Count) ?? 0; left > 0; left--)
        {
            _ended.Add((population[saved!.NextWhole(0, population.Count - 1)], saved.NextWhole(0, int.MaxValue)));
        }
    }

    public IReadOnlyList<TrustRegion> All => _regions;

    /// <value>The distance that counts differing decisions.</value>
    public ChoiceDistance Distance => _distance;

    /// <summary>Returns the region whose centre is nearest; the first of equally near ones.</summary>
    public int NearestTo(Architecture architecture) => Enumerable.Range(0, Regions)
        .MinBy(index => _regions[index].Centre is { } centre ? Changes(centre.Architecture, architecture) : int.MaxValue);

    /// <summary>Returns the indices of members, nearest to a centre first; of equally near ones the latest first.</summary>
    public int[] Nearest(Member centre, IReadOnlyList<Member> members)
    {
        var own = _distance.Encode(centre.Architecture);
        int[] changes = [.. members.Select(member => ChoiceDistance.Changes(own, _distance.Encode(member.Architecture)))];
        return [.. Enumerable.Range(0, members.Count).OrderBy(place => changes[place]).ThenByDescending(place => place)];
    }

    /// <summary>Takes in the results of candidates, and moves the centres.</summary>
    /// <param name="before">The members that were known before.</param>
    /// <param name="told">The new members.</param>
    /// <param name="regionOf">A function that returns the region that proposed a new member; −1 if none did.</param>
    /// <param name="isKnown">Whether an architecture was proposed.</param>
    /// <param name="objectives">The number of objectives; 0 while nothing has been evaluated.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="generation">The generation, which is combined with the seed.</param>
    public void Learn(
        IReadOnlyList<Member> before,
        IReadOnlyList<Member> told,
        Func<Member, int> regionOf,
        Func<Architecture, bool> isKnown,
        int objectives,
        long seed,
        int generation)
    {
        objectives = Math.Max(1, objectives);
        Member[] all = [.. before, .. told];
        var volume = FrontVolume.Over(all, objectives, RandomStream.For(seed, generation, int.MaxValue));
        var old = FrontVolume.Points(FrontVolume.Front(before, objectives));
        var oldVolume = volume.Of(old);
        var begun = new HashSet<TrustRegion>();
        for (var index = 0; index < Regions; index++)
        {
            var region = _regions[index];
            Member[] own = [.. told.Where(member => regionOf(member) == index)];
            if (region.BeginsAgain)
            {
                if (own.FirstOrDefault(FrontVolume.Counts) is { } centre)
                {
                    region.Begin(centre);
                    begun.Add(region);
                }
            }
            else if (region.Centre is { } centre)
            {
                var isSuccess = volume.Of([.. old, .. FrontVolume.Points(own.Where(FrontVolume.Counts))]) > (1 + LeastGain) * oldVolume;
                if ((own.Length > 0 && region.Count(own.Length, isSuccess, Math.Max(_distance.Decisions / 3, FewestFailures))) || IsUsedUp(region, isKnown))
                {
                    _ended.Add((centre, generation + Tenure));
                    region.End();
                }
            }
        }

        var front = FrontVolume.Front(all, objectives);
        _ended.RemoveAll(ended => ended.Until <= generation || !front.Contains(ended.Centre));
        Move(_regions.Where(region => !region.BeginsAgain && !begun.Contains(region)), all, front, volume.OfEach(FrontVolume.Points(front)));
    }

    /// <summary>Returns the members to keep: half of them by the best ranks, the others nearest to each centre in turn.</summary>
    public IReadOnlyList<Member> Keep(IReadOnlyList<Member> members, int most)
    {
        if (members.Count <= most)
        {
            return members;
        }

        int[][] near = [.. _regions.Where(region => region.Centre is not null).Select(region => Nearest(region.Centre!, members))];
        var kept = TrainingSet.Keep(members, near.Length > 0 ? most / 2 : most).ToHashSet();
        foreach (var place in Enumerable.Range(0, members.Count).SelectMany(rank => near.Select(order => order[rank])).TakeWhile(_ => kept.Count < most))
        {
            kept.Add(members[place]);
        }

        _ended.RemoveAll(ended => !kept.Contains(ended.Centre));
        return [.. members.Where(kept.Contains)];
    }

    /// <summary>Writes the numbers that the constructor reads.</summary>
    /// <param name="numbers">The list to which the numbers are added.</param>
    /// <param name="population">The population, which contains every centre.</param>
    public void Save(List<double> numbers, IReadOnlyList<Member> population)
    {
        var places = population.Index().ToDictionary(member => member.Item, member => member.Index);
        foreach (var region in _regions)
        {
            var place = region.Centre is { } centre ? places[centre] : region.BeginsAgain ? BeginningAgain : NotBegun;
            numbers.AddRange([place, region.Length, region.Failures]);
        }

        numbers.Add(_ended.Count);
        numbers.AddRange(_ended.SelectMany(ended => new double[] { places[ended.Centre], ended.Until }));
    }

    int Changes(Architecture first, Architecture second) => ChoiceDistance.Changes(_distance.Encode(first), _distance.Encode(second));

    /// <summary>Returns whether a region of the smallest length has no candidates left, so that it would never end by failures.</summary>
    bool IsUsedUp(TrustRegion region, Func<Architecture, bool> isKnown) => region.Length == 1 && _space.Neighbours(region.Centre!.Architecture)
        .Select(_space.Canonicalise)
        .All(neighbour => isKnown(neighbour) || !_space.Features.IsConnected(neighbour) || Changes(region.Centre.Architecture, neighbour) > 1);

    /// <summary>Moves each region's centre to the front's point with the largest contribution, inside the region if one is free there.</summary>
    void Move(IEnumerable<TrustRegion> regions, Member[] all, IReadOnlyList<Member> front, double[] contributions)
    {
        int[] order = [.. Enumerable.Range(0, front.Count).OrderByDescending(place => contributions[place]).ThenBy(place => place)];
        Member[] ranked = [.. order.Select(place => front[place]), .. ConstrainedSort.Fronts(all).SelectMany(rank => rank).Select(place => all[place])];
        foreach (var region in regions)
        {
            var taken = _regions.Where(other => other != region).Select(other => other.Centre).Concat(_ended.Select(ended => ended.Centre)).ToHashSet();
            var free = ranked.Take(front.Count).Where(member => !taken.Contains(member)).ToList();
            region.Centre = (region.Centre is { } centre ? free.Find(member => Changes(centre.Architecture, member.Architecture) <= region.Length) : null)
                ?? free.FirstOrDefault()
                ?? ranked.FirstOrDefault(member => !taken.Contains(member))
                ?? region.Centre;
        }
    }
}
