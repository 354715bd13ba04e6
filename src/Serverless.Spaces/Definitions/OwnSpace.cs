using System.Diagnostics.CodeAnalysis;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Definitions;

/// <summary>A user-defined search space. All its architectures satisfy the constraints and have a network for the space's image shape.</summary>
/// <remarks>
/// If a move leads to an architecture outside the space, it is drawn again a bounded number of times; then the nearest architecture in the space is
/// taken, and if there is none, a known one. Equal arguments give equal architectures. Written as <c>layers=2 units1=64 units2=32</c>: the active
/// decisions, in order.
/// </remarks>
public sealed class OwnSpace : CategoricalSpace
{
    /// <summary>The most decisions of a space.</summary>
    public const int MostDimensions = 64;

    const int MostDraws = 50;

    readonly Dictionary<string, (int Place, Dimension Dimension)> _places;
    readonly HashSet<string> _unsound = [];
    readonly LegalChoices _legal;
    readonly Lazy<Architecture?> _known;
    readonly Lazy<long> _count;

    /// <param name="specification">A specification with a definition whose fields have been read; its choices and constraints are checked
    /// here.</param>
    /// <param name="faults">Collects the errors; if there are any, the space cannot be used.</param>
    internal OwnSpace(SpaceSpecification specification, List<DefinitionFault> faults)
    {
        (DefaultSkeleton, Definition) = (specification, specification.Definition!);
        var wrong = new List<DefinitionFault>();
        Dimensions = new DimensionChoices(wrong).Of(Definition.Dimensions);
        _legal = new LegalChoices(Dimensions, Definition.Constraints, (genotype, place) => IsActive(genotype, place), wrong);
        if (UnsoundDecisions.Of(Dimensions, wrong) is { Count: > 0 } unsound)
        {
            _unsound.UnionWith(unsound);
            Dimensions = UnsoundDecisions.Replace(Dimensions, unsound);
            _legal = new LegalChoices(Dimensions, UnsoundDecisions.LeaveOut(Definition.Constraints, unsound), (genotype, place) => IsActive(genotype, place), []);
        }

        faults.AddRange(wrong);
        _places = Dimensions.Index().DistinctBy(each => each.Item.Name).ToDictionary(each => each.Item.Name, each => (each.Index, each.Item));
        _known = new(FirstLegal);
        _count = new(() => CandidateCounting.Of(this, IsLegal));
    }

    /// <value>The definition of the space.</value>
    public SpaceDefinition Definition { get; }

    /// <inheritdoc/>
    public override string Name => DefaultSkeleton.Name;

    /// <inheritdoc/>
    /// <remarks>It includes the definition, so that two spaces of one name share no candidates.</remarks>
    public override string PublishedName => $"{Name}-{Definition.ContentHash}";

    /// <inheritdoc/>
    public override bool HasNetwork => true;

    /// <inheritdoc/>
    public override bool HasBitWidths => Definition.HasBitWidths;

    /// <inheritdoc/>
    public override SpaceSpecification DefaultSkeleton { get; }

    /// <inheritdoc/>
    public override ImageShape CostShape => DefaultSkeleton.Input ?? base.CostShape;

    /// <inheritdoc/>
    public override SkeletonRules Skeleton { get; } = new() { IsPublished = false, IsScaled = false };

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions { get; }

    /// <inheritdoc/>
    /// <remarks>Exact up to 20,000 genotypes, and if there are no constraints and every network fits; otherwise an upper bound.</remarks>
    public override long CandidateCount => _count.Value;

    /// <inheritdoc/>
    public override Architecture Create(ReadOnlySpan<int> genotype) => Settle(base.Create(genotype));

    /// <inheritdoc/>
    public override Architecture Sample(RandomStream random) => Draw(() => base.Sample(random));

    /// <inheritdoc/>
    public override Architecture Mutate(Architecture parent, RandomStream random) => Draw(() => base.Mutate(parent, random));

    /// <inheritdoc/>
    public override Architecture Crossover(Architecture first, Architecture second, RandomStream random) => Draw(() => base.Crossover(first, second, random));

    /// <inheritdoc/>
    public override IEnumerable<Architecture> Neighbours(Architecture architecture) => base.Neighbours(architecture).Where(IsLegal);

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture) => ClearInactive(architecture);

    /// <inheritdoc/>
    public override string Format(Architecture architecture) => DecisionNotation.Format(this, architecture);

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        architecture = null;
        if (!DecisionNotation.TryParse(this, text, out var genotype, out error))
        {
            return false;
        }

        var read = base.Create(genotype);
        error = _legal.Holds(genotype) ? FaultOf(read, CostShape)?.Message : "It does not meet the constraints of the space.";
        architecture = error is null ? read : null;
        return architecture is not null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The network of the architecture does not accept such images.</exception>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) => Plan(architecture, shape).Outline();

    /// <summary>Lays out the network of an architecture.</summary>
    /// <exception cref="ArgumentException">The network of the architecture does not accept such images.</exception>
    public NetworkPlan Plan(Architecture architecture, ImageShape shape)
    {
        try
        {
            return LayOut(architecture, shape);
        }
        catch (LayoutException fault)
        {
            throw new ArgumentException(
                $"{Format(architecture)} has no network for images of {shape.Channels} × {shape.Height} × {shape.Width}: {fault.Message}", nameof(shape), fault);
        }
    }

    /// <summary>Returns why an architecture has no network for images; null when it has one.</summary>
    public DefinitionFault? FaultOf(Architecture architecture, ImageShape shape)
    {
        try
        {
            LayOut(architecture, shape);
            return null;
        }
        catch (LayoutException exception)
        {
            return exception.Fault;
        }
    }

    /// <summary>Returns all network errors of an architecture, in the order of blocks, except those caused by decisions that are invalid.</summary>
    internal IReadOnlyList<DefinitionFault> FaultsOf(Architecture architecture, ImageShape shape)
    {
        if (_unsound.Count == 0 && FaultOf(architecture, shape) is null)
        {
            return [];
        }

        var found = new NetworkFaults(_unsound);
        try
        {
            var genotype = architecture.Genotype.ToArray();
            new NetworkLayout(new BlockNumbers(_places, place => IsActive(genotype, place), genotype, found), found).Plan(Definition.Network, shape);
        }
        catch (LayoutException fault)
        {
            found.Add(fault);
        }

        return [.. found.All.Select(fault => _unsound.Count > 0 ? fault : fault with { Message = $"{fault.Message} This is the case for {Format(architecture)}." })];
    }

    /// <summary>Draws a genotype uniformly; returns null if it violates the constraints. Whether it has a network is not checked.</summary>
    internal Architecture? SampleUnfitted(RandomStream random)
    {
        var drawn = base.Sample(random);
        return _legal.Holds(drawn.Genotype.ToArray()) ? drawn : null;
    }

    NetworkPlan LayOut(Architecture architecture, ImageShape shape)
    {
        var genotype = architecture.Genotype.ToArray();
        return new NetworkLayout(new BlockNumbers(_places, place => IsActive(genotype, place), genotype)).Plan(Definition.Network, shape);
    }

    bool IsLegal(Architecture architecture) => _legal.Holds(architecture.Genotype.ToArray()) && FaultOf(architecture, CostShape) is null;

    Architecture Draw(Func<Architecture> draw)
    {
        var drawn = draw();
        for (var i = 1; i < MostDraws && !IsLegal(drawn); i++)
        {
            drawn = draw();
        }

        return Settle(drawn);
    }

    Architecture Settle(Architecture architecture)
    {
        if (IsLegal(architecture))
        {
            return architecture;
        }

        var repaired = _legal.Repair(architecture.Genotype.ToArray()) is { } genotype ? new Architecture([.. genotype]) : null;
        if (repaired is not null && IsLegal(repaired))
        {
            return repaired;
        }

        return _known.Value ?? throw new InvalidOperationException($"No architecture of '{Name}' has a network; its definition was not checked.");
    }

    Architecture? FirstLegal()
    {
        const int Draws = 2_000;
        var random = RandomStream.For(seed: 0, generation: 0, index: 0);
        for (var i = 0; i < Draws; i++)
        {
            var drawn = base.Sample(random);
            if (IsLegal(drawn))
            {
                return drawn;
            }
        }

        return null;
    }
}
