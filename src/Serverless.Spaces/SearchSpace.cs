using System.Diagnostics.CodeAnalysis;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Costs;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Features;
using Serverless.Spaces.Recipes;

namespace Serverless.Spaces;

/// <summary>A finite set of architectures and the moves in it. Stateless and safe to share between threads.</summary>
public abstract class SearchSpace
{
    /// <value>Its name in requests, for example <c>nasbench201</c>.</value>
    public abstract string Name { get; }

    /// <value>The decisions, in genotype order.</value>
    public abstract IReadOnlyList<Dimension> Dimensions { get; }

    /// <value>How many distinct candidates there are (canonical forms, not genotypes).</value>
    public abstract long CandidateCount { get; }

    /// <value>Whether workers can build and train its networks; a space without can be searched by a table only.</value>
    public virtual bool HasNetwork => false;

    /// <value>Whether <see cref="Outline"/> can tell what its networks are made of.</value>
    public virtual bool HasOutline => true;

    /// <value>Whether layers of its networks can be quantised.</value>
    public virtual bool HasBitWidths => false;

    /// <value>The decisions, by place in genotype order, that make each layer of a network together, front to back.</value>
    public virtual IReadOnlyList<IReadOnlyList<int>> Layers => [.. Enumerable.Range(0, Dimensions.Count).Select(dimension => new[] { dimension })];

    /// <value>How many decisions, the first in genotype order, make the network; any others say how it is trained.</value>
    public virtual int NetworkDecisions => Dimensions.Count;

    /// <value>
    /// The choices that decisions have before they are made, where a network grows decision by decision: the smallest number or the first choice of
    /// each, or what leads from input to output without adding anything.
    /// </value>
    public virtual IReadOnlyList<int> OpenChoices => field ??= [.. Dimensions.Select(dimension => dimension.SmallestChoice)];

    /// <value>What models of objectives read of its architectures.</value>
    public virtual SpaceFeatures Features => CostFeatures;

    /// <value>What every space gives: the choices, and where it can lay networks out what they cost.</value>
    public SpaceFeatures CostFeatures => field ??= new GenericFeatures(this, HasOutline);

    /// <value>The choices alone, one-hot.</value>
    public SpaceFeatures ChoiceFeatures => field ??= new GenericFeatures(this, hasCosts: false);

    /// <value>How its networks can be scaled.</value>
    public virtual SkeletonRules Skeleton { get; } = new();

    /// <value>The skeleton where a request asks for no other: the published one, where there is one.</value>
    public virtual SpaceSpecification DefaultSkeleton => new() { Name = Name, Channels = Skeleton.Channels, CellsPerStage = Skeleton.Cells };

    /// <value>The images that costs are counted for where none are told of: 3 × 32 × 32 in 10 classes unless networks take one shape alone.</value>
    public virtual ImageShape CostShape => LargestArchitecture.Shape;

    /// <summary>Makes an architecture of choice indices; where the space has constraints, the nearest one that fulfils them.</summary>
    /// <exception cref="ArgumentException">Wrong length, or an index outside its dimension.</exception>
    public abstract Architecture Create(ReadOnlySpan<int> genotype);

    /// <summary>What the network is built of: the architecture, without decisions on how it is trained.</summary>
    public virtual Architecture NetworkOf(Architecture architecture) => architecture;

    /// <summary>Whether a decision counts in an architecture.</summary>
    /// <param name="architecture">An architecture of this space.</param>
    /// <param name="dimension">The decision's place in genotype order.</param>
    public bool IsActive(Architecture architecture, int dimension)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return IsActive(architecture.Genotype, dimension);
    }

    /// <summary>Draws uniformly from all genotypes.</summary>
    public abstract Architecture Sample(RandomStream random);

    /// <summary>Changes each decision that counts to another choice with probability 1/dimensions, and at least one.</summary>
    public abstract Architecture Mutate(Architecture parent, RandomStream random);

    /// <summary>Takes each decision between two random cut points from the second parent, the others from the first.</summary>
    public abstract Architecture Crossover(Architecture first, Architecture second, RandomStream random);

    /// <summary>Every architecture that differs in exactly one decision, and one that counts.</summary>
    public abstract IEnumerable<Architecture> Neighbours(Architecture architecture);

    /// <summary>The representative of all architectures that compute the same function.</summary>
    public abstract Architecture Canonicalise(Architecture architecture);

    /// <summary>The content hash of the space's published name and the canonical genotype: an architecture has one id in all spaces that have it.</summary>
    public abstract CandidateId IdOf(Architecture architecture);

    /// <summary>Prints the usual notation of the field.</summary>
    public abstract string Format(Architecture architecture);

    /// <summary>Reads the usual notation.</summary>
    /// <returns>False, with the reason, when the text is none of this space.</returns>
    public abstract bool TryParse(string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error);

    /// <summary>Writes the one-hot encoding, row-major, one block per dimension; of zeros where a decision does not count.</summary>
    /// <param name="architecture">What to encode.</param>
    /// <param name="destination">At least <see cref="OneHotLength"/> long.</param>
    public abstract void EncodeOneHot(Architecture architecture, Span<float> destination);

    /// <value>The length of the one-hot encoding: the number of choices over all dimensions.</value>
    public int OneHotLength => Dimensions.Sum(dimension => dimension.Choices.Count);

    /// <summary>Lays out the network that a skeleton makes of an architecture.</summary>
    public abstract NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape);

    /// <summary>Counts what the network that a skeleton makes of an architecture costs.</summary>
    public ArchitectureCost Cost(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) =>
        ArchitectureCost.Of(Outline(architecture, skeleton, shape));

    /// <summary>Whether a decision counts, told from those before it.</summary>
    public bool IsActive(ReadOnlySpan<int> genotype, int dimension) =>
        Dimensions[dimension].ActiveWhen is not { } condition
        || (condition.Choices.Contains(genotype[condition.Dimension]) && IsActive(genotype, condition.Dimension));
}

/// <summary>One decision of a search space: a name and its finite choices.</summary>
/// <param name="Name">Unique in the space.</param>
/// <param name="Choices">At least one; their order is part of the space and never changes.</param>
/// <param name="ActiveWhen">When the decision counts; null when it always does.</param>
public sealed record Dimension(string Name, IReadOnlyList<string> Choices, ActivationCondition? ActiveWhen = null)
{
    /// <value>The choices as numbers, ascending or not; null where they are told apart by name alone.</value>
    public IReadOnlyList<double>? Numbers { get; init; }

    /// <value>Whether the ratio of its numbers counts, not their difference: all of them are above 0.</value>
    public bool IsLogarithmic { get; init; }

    /// <value>Where each choice lies between the smallest number, 0, and the largest, 1, by ratio where that counts; null without different numbers.</value>
    public IReadOnlyList<double>? Positions
    {
        get
        {
            var scaled = Scaled();
            var (least, most) = (scaled.DefaultIfEmpty().Min(), scaled.DefaultIfEmpty().Max());
            return most > least ? Array.ConvertAll(scaled, number => (number - least) / (most - least)) : null;
        }
    }

    /// <value>The place of the smallest number; the first where there are no numbers.</value>
    internal int SmallestChoice => Numbers is { } numbers ? Enumerable.Range(0, numbers.Count).MinBy(choice => numbers[choice]) : 0;

    /// <summary>The numbers on the scale that models compare them on; none where there are no numbers.</summary>
    internal double[] Scaled() => [.. (Numbers ?? []).Select(number => IsLogarithmic ? Math.Log(number) : number)];
}

/// <summary>What a network is fed and what it answers.</summary>
/// <param name="Channels">Colour planes of an input image.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Classes">Labels to tell apart.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width, int Classes);

/// <summary>Which search space, and the skeleton that makes networks of its architectures.</summary>
public sealed record SpaceSpecification
{
    /// <value>For example <c>nasbench201</c>.</value>
    public required string Name { get; init; }

    /// <value>
    /// Feature maps after the stem, of which those of the stages are multiples. Range and default are the space's
    /// (<see cref="SearchSpace.Skeleton"/>); NAS-Bench-201's are 1 to 256 and 16.
    /// </value>
    public int Channels { get; init; } = 16;

    /// <value>Copies of the cell in each stage. 1 to 10, default 5 (NAS-Bench-201's); 1 where networks are not made of cells.</value>
    public int CellsPerStage { get; init; } = 5;

    /// <value>A space of one's own, in which the fields above say nothing but the name; null: <see cref="Name"/> is a built-in one.</value>
    public SpaceDefinition? Definition { get; init; }

    /// <value>What the networks of <see cref="Definition"/> are fed and answer: what the dataset has. Null without a definition.</value>
    public ImageShape? Input { get; init; }

    /// <value>Fields of the training recipe that are searched beside the architecture, by name; null: none.</value>
    public IReadOnlyDictionary<string, RecipeDimension>? Recipe { get; init; }

    /// <value>Of <c>mobile</c>: the bit widths, ascending, of which each layer chooses one; null: nothing is quantised, and layers do not choose.</value>
    public IReadOnlyList<int>? BitWidths { get; init; }

    public bool Equals(SpaceSpecification? other) => other is not null
        && (Name, Channels, CellsPerStage, Definition, Input) == (other.Name, other.Channels, other.CellsPerStage, other.Definition, other.Input)
        && RecipeDimensions.TextOf(Recipe) == RecipeDimensions.TextOf(other.Recipe)
        && (BitWidths ?? []).SequenceEqual(other.BitWidths ?? []);

    public override int GetHashCode() => HashCode.Combine(Name, Channels, CellsPerStage, Definition, Input, RecipeDimensions.TextOf(Recipe), BitWidths?.Count);
}
