using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Morphisms;

namespace Serverless.Algorithms.BulkAndCut;

/// <summary>
/// Finds the architectures of a space whose networks can start with the weights of another architecture's network. Results are cached.
/// </summary>
sealed class MorphedChildren
{
    const double RecipeShare = 0.5;

    readonly CategoricalSpace _space;
    readonly NetworkMorphs _morphs;
    readonly Dictionary<Architecture, IReadOnlyList<GrownChild>> _growths = [];
    readonly Dictionary<Architecture, IReadOnlyList<CutWidth>> _widths = [];

    MorphedChildren(CategoricalSpace space, NetworkMorphs morphs) => (_space, _morphs) = (space, morphs);

    /// <summary>Creates the finder for a space; null if the space's networks have no definition.</summary>
    public static MorphedChildren? Of(SearchSpace space) =>
        NetworkMorphs.Of(space) is { } morphs ? new MorphedChildren((CategoricalSpace)space, morphs) : null;

    /// <summary>
    /// Returns larger architectures that compute the same function: for each other choice of a decision the smallest one, in canonical form.
    /// </summary>
    /// <param name="parent">The parent, in canonical form.</param>
    public IReadOnlyList<GrownChild> Growths(Architecture parent)
    {
        if (!_growths.TryGetValue(parent, out var growths))
        {
            _growths[parent] = growths = [.. Changes(parent).Select(change => Smallest(parent, change)).OfType<GrownChild>().DistinctBy(grown => grown.Architecture)];
        }

        return growths;
    }

    /// <summary>Returns an architecture with fewer units, in canonical form; null if all of them are known.</summary>
    /// <param name="parent">The parent, in canonical form.</param>
    /// <param name="isKnown">Whether an architecture is known and must not be returned.</param>
    /// <param name="random">The source of random numbers.</param>
    public Architecture? Cut(Architecture parent, Func<Architecture, bool> isKnown, RandomStream random)
    {
        var widths = WidthsOf(parent);
        var genotype = parent.Genotype.ToArray();
        foreach (var width in widths)
        {
            genotype[width.Decision] = width.Draw(parent.Genotype[width.Decision], random);
        }

        if (Legal(genotype) is { } child && _morphs.Cut(parent, child) is not null && !isKnown(child))
        {
            return child;
        }

        // The layers have too few choices for such small shares, so cut in one decision only, by the smallest step.
        var steps = widths.Select(width => (Width: width, Place: random.NextDouble())).OrderBy(drawn => drawn.Place)
            .SelectMany(drawn => drawn.Width.Choices.OrderByDescending(choice => choice.Units).Select(choice => (drawn.Width.Decision, choice.Choice)));
        return steps.Select(step => With(parent, step.Decision, step.Choice)).OfType<Architecture>().FirstOrDefault(stepped => !isKnown(stepped));
    }

    /// <summary>
    /// Returns, in half of the cases, the architecture with another choice for one searched field of the recipe; otherwise the architecture itself.
    /// </summary>
    public Architecture WithRecipe(Architecture child, Func<Architecture, bool> isKnown, RandomStream random)
    {
        int[] fields =
        [
            .. Enumerable.Range(_space.NetworkDecisions, _space.Dimensions.Count - _space.NetworkDecisions)
                .Where(place => _space.Dimensions[place].Choices.Count > 1 && _space.IsActive(child, place)),
        ];
        if (fields.Length == 0 || random.NextDouble() >= RecipeShare)
        {
            return child;
        }

        var field = fields[random.NextInt(fields.Length)];
        var genotype = child.Genotype.ToArray();
        var choices = _space.Dimensions[field].Choices.Count;
        genotype[field] = (genotype[field] + 1 + random.NextInt(choices - 1)) % choices;
        return Legal(genotype) is { } other && !isKnown(other) ? other : child;
    }

    GrownChild? Smallest(Architecture parent, int[] genotype)
    {
        GrownChild? smallest = null;
        foreach (var child in new OpenDecisions(_space, parent).Complete(genotype).Select(Legal).OfType<Architecture>())
        {
            if (_morphs.Growth(parent, child) is { } morph && (smallest is null || morph.Child.Outline().Parameters < smallest.Parameters))
            {
                var isOfConvolution = morph.ChangedAt is { } place && morph.Child.Blocks[place] is not Spaces.Definitions.PlannedLinear;
                smallest = new GrownChild(child, isOfConvolution, morph.Child.Outline().Parameters);
            }
        }

        return smallest;
    }

    IReadOnlyList<CutWidth> WidthsOf(Architecture parent)
    {
        if (!_widths.TryGetValue(parent, out var widths))
        {
            _widths[parent] = widths =
            [
                .. Enumerable.Range(0, _space.NetworkDecisions).Where(decision => _space.IsActive(parent, decision))
                    .Select(decision => CutWidth.Of(decision, Enumerable.Range(0, _space.Dimensions[decision].Choices.Count)
                        .Where(choice => choice != parent.Genotype[decision])
                        .Select(choice => (choice, With(parent, decision, choice) is { } child ? _morphs.Cut(parent, child) : null))))
                    .OfType<CutWidth>(),
            ];
        }

        return widths;
    }

    IEnumerable<int[]> Changes(Architecture parent) =>
        from decision in Enumerable.Range(0, _space.NetworkDecisions)
        where _space.IsActive(parent, decision)
        from choice in Enumerable.Range(0, _space.Dimensions[decision].Choices.Count)
        where choice != parent.Genotype[decision]
        select Changed(parent, decision, choice);

    Architecture? With(Architecture parent, int decision, int choice) => Legal(Changed(parent, decision, choice));

    static int[] Changed(Architecture parent, int decision, int choice)
    {
        var genotype = parent.Genotype.ToArray();
        genotype[decision] = choice;
        return genotype;
    }

    /// <summary>Returns the architecture of a genotype in canonical form; null if the space replaces the genotype by another one.</summary>
    Architecture? Legal(int[] genotype) => _space.Create(genotype) is var made && made.Genotype.SequenceEqual(genotype) ? _space.Canonicalise(made) : null;
}

/// <summary>An architecture whose network is larger and computes the same function.</summary>
/// <param name="Architecture">The architecture in canonical form.</param>
/// <param name="IsOfConvolution">Whether the first layer that grew or was inserted is a convolution; otherwise it is a linear layer.</param>
/// <param name="Parameters">The number of parameters of its network.</param>
sealed record GrownChild(Architecture Architecture, bool IsOfConvolution, long Parameters);
