using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Morphisms;

namespace Serverless.Algorithms.BulkAndCut;

/// <summary>The architectures of a space whose networks can begin with the weights of another one's. What was found out is remembered.</summary>
sealed class MorphedChildren
{
    const double RecipeShare = 0.5;

    readonly CategoricalSpace _space;
    readonly NetworkMorphs _morphs;
    readonly Dictionary<Architecture, IReadOnlyList<GrownChild>> _growths = [];
    readonly Dictionary<Architecture, IReadOnlyList<CutWidth>> _widths = [];

    MorphedChildren(CategoricalSpace space, NetworkMorphs morphs) => (_space, _morphs) = (space, morphs);

    /// <summary>Those of a space; null where its networks have no definition.</summary>
    public static MorphedChildren? Of(SearchSpace space) =>
        NetworkMorphs.Of(space) is { } morphs ? new MorphedChildren((CategoricalSpace)space, morphs) : null;

    /// <summary>Larger architectures that compute the same: for each other choice of a decision the smallest one, in canonical form.</summary>
    /// <param name="parent">In canonical form.</param>
    public IReadOnlyList<GrownChild> Growths(Architecture parent)
    {
        if (!_growths.TryGetValue(parent, out var growths))
        {
            _growths[parent] = growths = [.. Changes(parent).Select(change => Smallest(parent, change)).OfType<GrownChild>().DistinctBy(grown => grown.Architecture)];
        }

        return growths;
    }

    /// <summary>An architecture with fewer units, in canonical form; null when all of them are known.</summary>
    /// <param name="parent">In canonical form.</param>
    /// <param name="isKnown">Whether an architecture is not wanted.</param>
    /// <param name="random">Where draws come from.</param>
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

        // Too few choices for shares so small: one decision alone, by as little as there is.
        var steps = widths.Select(width => (Width: width, Place: random.NextDouble())).OrderBy(drawn => drawn.Place)
            .SelectMany(drawn => drawn.Width.Choices.OrderByDescending(choice => choice.Units).Select(choice => (drawn.Width.Decision, choice.Choice)));
        return steps.Select(step => With(parent, step.Decision, step.Choice)).OfType<Architecture>().FirstOrDefault(stepped => !isKnown(stepped));
    }

    /// <summary>An architecture with another choice of one searched field of the recipe, in half of the cases.</summary>
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

    /// <summary>An architecture in canonical form; null where the space takes another one in its place.</summary>
    Architecture? Legal(int[] genotype) => _space.Create(genotype) is var made && made.Genotype.SequenceEqual(genotype) ? _space.Canonicalise(made) : null;
}

/// <summary>An architecture whose network is larger and computes the same.</summary>
/// <param name="Architecture">In canonical form.</param>
/// <param name="IsOfConvolution">Whether a convolution is what grew first, or was inserted; otherwise a linear layer.</param>
/// <param name="Parameters">Of its network.</param>
sealed record GrownChild(Architecture Architecture, bool IsOfConvolution, long Parameters);
