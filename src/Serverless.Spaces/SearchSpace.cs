using System.Diagnostics.CodeAnalysis;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Costs;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Features;
using Serverless.Spaces.Recipes;

namespace Serverless.Spaces;

/// <summary>A finite set of architectures and the moves in it. Stateless and safe for use by several threads.</summary>
public abstract class SearchSpace
{
    /// <value>The name in requests, for example <c>nasbench201</c>.</value>
    public abstract string Name { get; }

    /// <value>The decisions, in genotype order.</value>
    public abstract IReadOnlyList<Dimension> Dimensions { get; }

    /// <value>The number of distinct candidates (canonical forms, not genotypes).</value>
    public abstract long CandidateCount { get; }

    /// <value>Whether workers can build and train its networks; otherwise it can only be searched in a table.</value>
    public virtual bool HasNetwork => false;

    /// <value>Whether <see cref="Outline"/> can lay out its networks.</value>
    public virtual bool HasOutline => true;

    /// <value>Whether layers of its networks can be quantised.</value>
    public virtual bool HasBitWidths => false;

    /// <value>The decisions, by index in genotype order, that define each layer of a network together, front to back.</value>
    public virtual IReadOnlyList<IReadOnlyList<int>> Layers => [.. Enumerable.Range(0, Dimensions.Count).Select(dimension => new[] { dimension })];

    /// <value>The number of decisions, the first in genotype order, that define the network; any others define its training.</value>
    public virtual int NetworkDecisions => Dimensions.Count;

    /// <value>
    /// The choices of decisions that are not made yet, when a network is built decision by decision: the smallest number or the first choice of
    /// each, or choices that connect input and output without adding anything.
    /// </value>
    public virtual IReadOnlyList<int> OpenChoices => field ??= [.. Dimensions.Select(dimension => dimension.SmallestChoice)];

    /// <value>The features of its architectures for models of objectives.</value>
    public virtual SpaceFeatures Features => CostFeatures;

    /// <value>The features that every space has: the choices, and the costs of networks if it can lay them out.</value>
    public SpaceFeatures CostFeatures => field ??= new GenericFeatures(this, HasOutline);

    /// <value>The choices alone, one-hot.</value>
    public SpaceFeatures ChoiceFeatures => field ??= new GenericFeatures(this, hasCosts: false);

    /// <value>The rules for scaling its networks.</value>
    public virtual SkeletonRules Skeleton { get; } = new();

    /// <value>The default skeleton: the published one, if there is one.</value>
    public virtual SpaceSpecification DefaultSkeleton => new() { Name = Name, Channels = Skeleton.Channels, CellsPerStage = Skeleton.Cells };

    /// <value>The default image shape for which costs are counted: 3 × 32 × 32 in 10 classes unless networks accept only one shape.</value>
    public virtual ImageShape CostShape => LargestArchitecture.Shape;

    /// <summary>Creates an architecture from choice indices; if the space has constraints, the nearest one that satisfies them.</summary>
    /// <exception cref="ArgumentException">The length is wrong, or an index is outside its dimension.</exception>
    public abstract Architecture Create(ReadOnlySpan<int> genotype);

    /// <summary>Returns the architecture of the network, without decisions on its training.</summary>
    public virtual Architecture NetworkOf(Architecture architecture) => architecture;

    /// <summary>Returns whether a decision is active in an architecture.</summary>
    /// <param name="architecture">An architecture of this space.</param>
    /// <param name="dimension">Index of the decision in genotype order.</param>
    public bool IsActive(Architecture architecture, int dimension)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return IsActive(architecture.Genotype, dimension);
    }

    /// <summary>Draws uniformly from all genotypes.</summary>
    public abstract Architecture Sample(RandomStream random);

    /// <summary>Changes each active decision to another choice with probability 1/dimensions, and at least one.</summary>
    public abstract Architecture Mutate(Architecture parent, RandomStream random);

    /// <summary>Takes each decision between two random cut points from the second parent, the others from the first.</summary>
    public abstract Architecture Crossover(Architecture first, Architecture second, RandomStream random);

    /// <summary>Returns every architecture that differs in exactly one decision, which is active.</summary>
    public abstract IEnumerable<Architecture> Neighbours(Architecture architecture);

    /// <summary>Returns the representative of all architectures that compute the same function.</summary>
    public abstract Architecture Canonicalise(Architecture architecture);

    /// <summary>Returns a content hash of the published space name and the canonical genotype: one id in all spaces with the architecture.</summary>
    public abstract CandidateId IdOf(Architecture architecture);

    /// <summary>Formats an architecture in the notation that is usual for the space.</summary>
    public abstract string Format(Architecture architecture);

    /// <summary>Parses the usual notation.</summary>
    /// <returns>False, with the reason, when the text is not an architecture of this space.</returns>
    public abstract bool TryParse(string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error);

    /// <summary>Writes the one-hot encoding, row-major, one block per dimension; zeros for an inactive decision.</summary>
    /// <param name="architecture">The architecture to encode.</param>
    /// <param name="destination">The destination, at least <see cref="OneHotLength"/> long.</param>
    public abstract void EncodeOneHot(Architecture architecture, Span<float> destination);

    /// <value>The length of the one-hot encoding: the number of choices over all dimensions.</value>
    public int OneHotLength => Dimensions.Sum(dimension => dimension.Choices.Count);

    /// <summary>Lays out the network of an architecture in a skeleton.</summary>
    public abstract NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape);

    /// <summary>Counts the costs of the network of an architecture in a skeleton.</summary>
    public ArchitectureCost Cost(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) =>
        ArchitectureCost.Of(Outline(architecture, skeleton, shape));

    /// <summary>Returns whether a decision is active, given the earlier ones.</summary>
    public bool IsActive(ReadOnlySpan<int> genotype, int dimension) =>
        Dimensions[dimension].ActiveWhen is not { } condition
        || (condition.Choices.Contains(genotype[condition.Dimension]) && IsActive(genotype, condition.Dimension));
}

/// <summary>One decision of a search space: a name and its finite choices.</summary>
/// <param name="Name">The name, unique in the space.</param>
/// <param name="Choices">The choices, at least one; their order is part of the space and never changes.</param>
/// <param name="ActiveWhen">The condition under which the decision is active; null when it always is.</param>
public sealed record Dimension(string Name, IReadOnlyList<string> Choices, ActivationCondition? ActiveWhen = null)
{
    /// <value>The choices as numbers, ascending or not; null if they are distinguished by name alone.</value>
    public IReadOnlyList<double>? Numbers { get; init; }

    /// <value>Whether the ratio of its numbers matters rather than their difference: all of them are greater than 0.</value>
    public bool IsLogarithmic { get; init; }

    /// <value>Position of each choice between the smallest number, 0, and the largest, 1, by ratio if logarithmic; null if none differ.</value>
    public IReadOnlyList<double>? Positions
    {
        get
        {
            var scaled = Scaled();
            var (least, most) = (scaled.DefaultIfEmpty().Min(), scaled.DefaultIfEmpty().Max());
            return most > least ? Array.ConvertAll(scaled, number => (number - least) / (most - least)) : null;
        }
    }

    /// <value>Index of the smallest number; 0 if there are no numbers.</value>
    internal int SmallestChoice => Numbers is { } numbers ? Enumerable.Range(0, numbers.Count).MinBy(choice => numbers[choice]) : 0;

    /// <summary>Returns the numbers on the scale on which models compare them; empty if there are no numbers.</summary>
    internal double[] Scaled() => [.. (Numbers ?? []).Select(number => IsLogarithmic ? Math.Log(number) : number)];
}

/// <summary>The shape of a network's input and output.</summary>
/// <param name="Channels">Number of channels of an input image.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Classes">Number of classes.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width, int Classes);

/// <summary>The name of a search space, and the skeleton that turns its architectures into networks.</summary>
public sealed record SpaceSpecification
{
    /// <value>The name, for example <c>nasbench201</c>.</value>
    public required string Name { get; init; }

    /// <value>
    /// Number of feature maps after the stem; those of the stages are multiples of it. Range and default are those of the space
    /// (<see cref="SearchSpace.Skeleton"/>); for NAS-Bench-201, 1 to 256 and 16.
    /// </value>
    public int Channels { get; init; } = 16;

    /// <value>Number of cells in each stage. 1 to 10, default 5 (as in NAS-Bench-201); 1 if networks are not made of cells.</value>
    public int CellsPerStage { get; init; } = 5;

    /// <value>A user-defined space, for which the fields above except the name are unused; null: <see cref="Name"/> is a built-in space.</value>
    public SpaceDefinition? Definition { get; init; }

    /// <value>The shape of input and output of the networks of <see cref="Definition"/>: that of the dataset. Null without a definition.</value>
    public ImageShape? Input { get; init; }

    /// <value>Fields of the training recipe that are searched together with the architecture, by name; null: none.</value>
    public IReadOnlyDictionary<string, RecipeDimension>? Recipe { get; init; }

    /// <value>For <c>mobile</c>: ascending bit widths from which layers choose; null: nothing is quantised, and layers do not choose.</value>
    public IReadOnlyList<int>? BitWidths { get; init; }

    public bool Equals(SpaceSpecification? other) => other is not null
        && (Name, Channels, CellsPerStage, Definition, Input) == (other.Name, other.Channels, other.CellsPerStage, other.Definition, other.Input)
        && RecipeDimensions.TextOf(Recipe) == RecipeDimensions.TextOf(other.Recipe)
        && (BitWidths ?? []).SequenceEqual(other.BitWidths ?? []);

    public override int GetHashCode() => HashCode.Combine(Name, Channels, CellsPerStage, Definition, Input, RecipeDimensions.TextOf(Recipe), BitWidths?.Count);
}
