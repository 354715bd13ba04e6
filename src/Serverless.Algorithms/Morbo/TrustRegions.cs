using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Morbo;

/// <summary>Several regions that share all observations: where their centres are, and when they shrink and end.</summary>
/// <remarks>Daulton, Eriksson, Balandat, Bakshy 2022, section 4; lengths are Hamming distances (Wan, Nguyen, Ha, Ru, Lu, Osborne 2021).</remarks>
sealed class TrustRegions
{
    const int Regions = 5;

    /// <summary>Of the decisions: the first length.</summary>
    const double InitialShare = 0.8;

    /// <summary>A success makes the front's volume larger by more than this share.</summary>
    const double LeastGain = 1e-3;

    /// <summary>A third of the decisions, but at least so many failures halve a region.</summary>
    const int FewestFailures = 10;

    /// <summary>Generations in which the centre of a region that ended may be no other's.</summary>
    const int Tenure = 100;

    /// <summary>Places in the state of a region that has no centre yet, and of one that begins again.</summary>
    const int NotBegun = -1;
    const int BeginningAgain = -2;

    readonly SearchSpace _space;
    readonly ChoiceDistance _distance;
    readonly TrustRegion[] _regions;
    readonly List<(Member Centre, int Until)> _ended = [];

    /// <param name="space">What is searched.</param>
    /// <param name="saved">What <see cref="Save"/> wrote; null to begin.</param>
    /// <param name="population">That <see cref="Save"/> was given.</param>
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

    /// <value>Tells how many decisions differ.</value>
    public ChoiceDistance Distance => _distance;

    /// <summary>The region whose centre is nearest; of equally near ones the first.</summary>
    public int NearestTo(Architecture architecture) => Enumerable.Range(0, Regions)
        .MinBy(index => _regions[index].Centre is { } centre ? Changes(centre.Architecture, architecture) : int.MaxValue);

    /// <summary>The places of members, the nearest to a centre first, of equally near ones the latest.</summary>
    public int[] Nearest(Member centre, IReadOnlyList<Member> members)
    {
        var own = _distance.Encode(centre.Architecture);
        int[] changes = [.. members.Select(member => ChoiceDistance.Changes(own, _distance.Encode(member.Architecture)))];
        return [.. Enumerable.Range(0, members.Count).OrderBy(place => changes[place]).ThenByDescending(place => place)];
    }

    /// <summary>Takes in what became of candidates, and moves the centres.</summary>
    /// <param name="before">What was known.</param>
    /// <param name="told">What is new.</param>
    /// <param name="regionOf">The region that proposed one of the new ones; −1 where none did.</param>
    /// <param name="isKnown">Whether an architecture was proposed.</param>
    /// <param name="objectives">How many; 0 while nothing was evaluated.</param>
    /// <param name="seed">Of random numbers.</param>
    /// <param name="generation">With the seed.</param>
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

    /// <summary>The members that are kept: half of them the best ranks, the others those nearest to each centre in turn.</summary>
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

    /// <summary>Writes what the constructor reads.</summary>
    /// <param name="numbers">Is added to.</param>
    /// <param name="population">Has every centre.</param>
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

    /// <summary>Whether a smallest region has nothing left: no end by failures would come.</summary>
    bool IsUsedUp(TrustRegion region, Func<Architecture, bool> isKnown) => region.Length == 1 && _space.Neighbours(region.Centre!.Architecture)
        .Select(_space.Canonicalise)
        .All(neighbour => isKnown(neighbour) || !_space.Features.IsConnected(neighbour) || Changes(region.Centre.Architecture, neighbour) > 1);

    /// <summary>Puts each region's centre to the point of the front of the largest contribution, inside the region if one is free there.</summary>
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
