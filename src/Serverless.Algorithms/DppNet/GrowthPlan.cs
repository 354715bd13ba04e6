using Serverless.Spaces;

namespace Serverless.Algorithms.DppNet;

/// <summary>The result of one round of growth: the genotypes that continue to grow, and the next ones in the ranking.</summary>
/// <param name="Kept">The genotypes as they grow, not in canonical form, best first.</param>
/// <param name="Next">The next genotypes in the ranking, proposed while the kept ones are pending.</param>
/// <param name="EndedIn">One more than the generation in which a whole pass found nothing new; 0 if none did.</param>
sealed record GrowthPlan(IReadOnlyList<Architecture> Kept, IReadOnlyList<Architecture> Next, int EndedIn)
{
    /// <summary>The plan before anything has grown.</summary>
    public static GrowthPlan Empty { get; } = new([], [], EndedIn: 0);

    /// <summary>Returns the plan as numbers: how many are kept, <see cref="EndedIn"/>, then all genotypes; null for the empty plan.</summary>
    public IReadOnlyList<double>? Save() => Kept.Count == 0
        ? null
        : [Kept.Count, EndedIn, .. Kept.Concat(Next).SelectMany(architecture => architecture.Genotype.ToArray().Select(choice => (double)choice))];

    /// <summary>Reads the numbers that <see cref="Save"/> returned.</summary>
    public static GrowthPlan Of(IReadOnlyList<double>? numbers, SearchSpace space)
    {
        if (numbers is null)
        {
            return Empty;
        }

        var kept = (int)numbers[0];
        Architecture[] all =
            [.. numbers.Skip(2).Chunk(space.Dimensions.Count).Select(genotype => space.Create([.. genotype.Select(choice => (int)choice)]))];
        return new GrowthPlan(all[..kept], all[kept..], (int)numbers[1]);
    }
}
