using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Morbo;

/// <summary>Draws the candidates of one trust region.</summary>
/// <param name="space">The space to search.</param>
/// <param name="distance">The distance that counts differing decisions.</param>
/// <param name="count">The largest number of candidates that are drawn.</param>
/// <param name="problem">What is known before anything is evaluated; null if nothing is.</param>
sealed class RegionCandidates(SearchSpace space, ChoiceDistance distance, int count, ProblemDefinition? problem = null)
{
    /// <summary>The largest number of decisions that are changed at once.</summary>
    const int MostChanges = 20;

    /// <summary>The number of draws per wanted candidate, where most are outside the region or already observed.</summary>
    const int DrawsPerCandidate = 4;

    /// <summary>Returns distinct candidates in canonical form, none of them observed; fewer if the region has few.</summary>
    /// <param name="region">The region; one that begins again covers the whole space.</param>
    /// <param name="front">The members from which candidates are made if they are inside the region; otherwise the centre is used.</param>
    /// <param name="observed">The architectures to leave out.</param>
    /// <param name="random">The source of random numbers for this region and generation.</param>
    public IReadOnlyCollection<Architecture> Draw(
        TrustRegion region, IReadOnlyList<Member> front, IReadOnlySet<Architecture> observed, RandomStream random)
    {
        var centre = region.Centre?.Architecture;
        var own = centre is null ? [] : distance.Encode(centre);
        var drawn = new HashSet<Architecture>();
        Architecture[] parents = centre is null
            ? []
            : [centre, .. front.Select(member => member.Architecture).Where(other => !other.Equals(centre) && IsInside(other))];
        for (var draw = 0; draw < DrawsPerCandidate * count && drawn.Count < count; draw++)
        {
            var candidate = space.Canonicalise(
                centre is null ? space.Sample(random) : Change(parents[random.NextInt(parents.Length)], Math.Min(region.Length, MostChanges), random));
            if (!observed.Contains(candidate)
                && (centre is null || IsInside(candidate))
                && space.Features.IsConnected(candidate)
                && problem?.IsFeasible?.Invoke(candidate) != false)
            {
                drawn.Add(candidate);
            }
        }

        return drawn;

        bool IsInside(Architecture architecture) => ChoiceDistance.Changes(own, distance.Encode(architecture)) <= region.Length;
    }

    /// <summary>
    /// Changes k random decisions that count, with k drawn in proportion to log (1 + 1/k), so that few and many changes are equally likely.
    /// </summary>
    Architecture Change(Architecture parent, int most, RandomStream random)
    {
        int[] open = [.. Enumerable.Range(0, parent.Genotype.Length).Where(i => space.Dimensions[i].Choices.Count > 1 && space.IsActive(parent, i))];
        var changes = Math.Min(open.Length, (int)Math.Exp(random.NextDouble() * Math.Log(most + 1)));
        var genotype = parent.Genotype.ToArray();
        for (var change = 0; change < changes; change++)
        {
            var other = change + random.NextInt(open.Length - change);
            (open[change], open[other]) = (open[other], open[change]);
            var choices = space.Dimensions[open[change]].Choices.Count;
            genotype[open[change]] = (genotype[open[change]] + 1 + random.NextInt(choices - 1)) % choices;
        }

        for (var i = 0; i < genotype.Length; i++)
        {
            // Conditions refer only to earlier decisions, which have been made at this point.
            if (!space.IsActive(parent, i) && space.IsActive(genotype, i))
            {
                genotype[i] = random.NextInt(space.Dimensions[i].Choices.Count);
            }
        }

        return space.Create(genotype);
    }
}
