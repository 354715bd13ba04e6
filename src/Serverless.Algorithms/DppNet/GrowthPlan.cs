using Serverless.Spaces;

namespace Serverless.Algorithms.DppNet;

/// <summary>What one round of growth left: the genotypes that go on, and those that come after them.</summary>
/// <param name="Kept">As they grow, not in canonical form; the best first.</param>
/// <param name="Next">The next of the ranking, proposed while those that are kept are pending.</param>
/// <param name="EndedIn">One more than the generation in which a whole pass found nothing new; 0: none did.</param>
sealed record GrowthPlan(IReadOnlyList<Architecture> Kept, IReadOnlyList<Architecture> Next, int EndedIn)
{
    /// <summary>Nothing has grown yet.</summary>
    public static GrowthPlan Empty { get; } = new([], [], EndedIn: 0);

    /// <summary>As numbers: how many are kept, <see cref="EndedIn"/>, then all genotypes; null of the empty plan.</summary>
    public IReadOnlyList<double>? Save() => Kept.Count == 0
        ? null
        : [Kept.Count, EndedIn, .. Kept.Concat(Next).SelectMany(architecture => architecture.Genotype.ToArray().Select(choice => (double)choice))];

    /// <summary>Reads what <see cref="Save"/> gave.</summary>
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
