using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Morbo;

/// <summary>Candidates of one trust region.</summary>
/// <param name="space">What is searched.</param>
/// <param name="distance">Tells how many decisions differ.</param>
/// <param name="count">How many are drawn, at most.</param>
/// <param name="problem">What is known before anything is evaluated; null: nothing.</param>
sealed class RegionCandidates(SearchSpace space, ChoiceDistance distance, int count, ProblemDefinition? problem = null)
{
    /// <summary>More decisions than these are not changed at once.</summary>
    const int MostChanges = 20;

    /// <summary>Draws for each candidate that is wanted, where most are outside or were observed.</summary>
    const int DrawsPerCandidate = 4;

    /// <summary>Different ones in canonical form, none of them observed; fewer where the region has few.</summary>
    /// <param name="region">One that begins again has the whole space.</param>
    /// <param name="front">What candidates are made from, so far as it is inside; else from the centre.</param>
    /// <param name="observed">What is left out.</param>
    /// <param name="random">Of this region and generation.</param>
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

    /// <summary>Changes random decisions that count: k of them with a probability in proportion to log (1 + 1/k), so that few and many are as likely.</summary>
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
            // Conditions are on earlier decisions, and those have been decided.
            if (!space.IsActive(parent, i) && space.IsActive(genotype, i))
            {
                genotype[i] = random.NextInt(space.Dimensions[i].Choices.Count);
            }
        }

        return space.Create(genotype);
    }
}
