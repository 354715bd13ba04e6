using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Costs;
using Serverless.Spaces.Features;

namespace Serverless.Spaces.Recipes;

/// <summary>
/// A space of architectures together with choices of their training recipe: the decisions of the architecture, then those of the recipe.
/// </summary>
/// <remarks>
/// Costs, layers and images are those of the networks alone. Written as the architecture, <c>@</c> and the active fields of the recipe:
/// <c>k3_e1/k5_e6 @ optimiser=sgd learningRate=0.1 momentum=0.9</c>.
/// </remarks>
public sealed partial class JointSpace : CategoricalSpace
{
    readonly IReadOnlyList<Dimension> _fields;
    readonly Lazy<long> _count;

    /// <param name="networks">The space of the architectures.</param>
    /// <param name="recipe">The searched fields of the recipe, at least one.</param>
    /// <exception cref="ArgumentException">A field depends on one that is not searched, or on itself.</exception>
    public JointSpace(CategoricalSpace networks, IReadOnlyDictionary<string, RecipeDimension> recipe)
    {
        ArgumentNullException.ThrowIfNull(networks);
        (Networks, Recipe) = (networks, recipe);
        var fields = RecipeDimensions.InOrder(recipe);
        Fields = [.. fields.Select(field => field.Value)];
        _fields = [.. fields.Select(field => DimensionOf(field.Key, field.Value, fields))];
        Dimensions = [.. networks.Dimensions, .. _fields];
        _count = new(CountCandidates);
        var suffix = $"+recipe-{RecipeDimensions.DigestOf(recipe)}";
        (Name, PublishedName) = (networks.Name + suffix, networks.PublishedName + suffix);
    }

    /// <value>The space of the architectures.</value>
    public CategoricalSpace Networks { get; }

    /// <value>The fields of the recipe, by name.</value>
    public IReadOnlyDictionary<string, RecipeDimension> Recipe { get; }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string PublishedName { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions { get; }

    /// <inheritdoc/>
    public override int NetworkDecisions => Networks.Dimensions.Count;

    /// <inheritdoc/>
    public override bool HasNetwork => Networks.HasNetwork;

    /// <inheritdoc/>
    public override bool HasOutline => Networks.HasOutline;

    /// <inheritdoc/>
    public override bool HasBitWidths => Networks.HasBitWidths;

    /// <inheritdoc/>
    public override SkeletonRules Skeleton => Networks.Skeleton;

    /// <inheritdoc/>
    public override ImageShape CostShape => Networks.CostShape;

    /// <inheritdoc/>
    public override SpaceSpecification DefaultSkeleton => Networks.DefaultSkeleton with { Recipe = Recipe };

    /// <inheritdoc/>
    public override IReadOnlyList<int> OpenChoices => [.. Networks.OpenChoices, .. base.OpenChoices.Skip(NetworkDecisions)];

    /// <inheritdoc/>
    public override SpaceFeatures Features => field ??= new JointFeatures(this);

    /// <inheritdoc/>
    /// <remarks>The whole recipe is treated as a last layer.</remarks>
    public override IReadOnlyList<IReadOnlyList<int>> Layers =>
        [.. Networks.Layers, Enumerable.Range(NetworkDecisions, _fields.Count).ToArray()];

    /// <inheritdoc/>
    /// <remarks>At most <see cref="long.MaxValue"/>.</remarks>
    public override long CandidateCount => _count.Value;

    /// <value>The searched fields, in genotype order.</value>
    internal IReadOnlyList<RecipeDimension> Fields { get; }

    /// <inheritdoc/>
    public override Architecture Create(ReadOnlySpan<int> genotype) => Settle(base.Create(genotype));

    /// <inheritdoc/>
    public override Architecture Sample(RandomStream random)
    {
        var network = Networks.Sample(random).Genotype;
        var fields = new int[_fields.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = random.NextInt(_fields[i].Choices.Count);
        }

        return new Architecture([.. network, .. fields]);
    }

    /// <inheritdoc/>
    public override Architecture Mutate(Architecture parent, RandomStream random) => Settle(base.Mutate(parent, random));

    /// <inheritdoc/>
    public override Architecture Crossover(Architecture first, Architecture second, RandomStream random) => Settle(base.Crossover(first, second, random));

    /// <inheritdoc/>
    public override IEnumerable<Architecture> Neighbours(Architecture architecture) =>
        base.Neighbours(architecture).Where(neighbour => Settle(neighbour).Equals(neighbour));

    /// <inheritdoc/>
    public override Architecture NetworkOf(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return new Architecture([.. architecture.Genotype[..NetworkDecisions]]);
    }

    /// <summary>Returns the active searched fields of an architecture, with their values, in genotype order.</summary>
    public IEnumerable<KeyValuePair<string, ChoiceValue>> RecipeOf(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        for (var i = 0; i < _fields.Count; i++)
        {
            if (IsActive(architecture, NetworkDecisions + i))
            {
                yield return new(_fields[i].Name, Fields[i].Choices[architecture.Genotype[NetworkDecisions + i]]);
            }
        }
    }

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture)
    {
        var canonical = Networks.Canonicalise(NetworkOf(architecture)).Genotype;
        return new Architecture([.. canonical, .. ClearInactive(architecture).Genotype[NetworkDecisions..]]);
    }

    /// <inheritdoc/>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) =>
        Networks.Outline(NetworkOf(architecture), skeleton, shape);

    // The space of networks can replace an architecture that it does not contain by another one.
    Architecture Settle(Architecture architecture) =>
        new([.. Networks.Create(architecture.Genotype[..NetworkDecisions]).Genotype, .. architecture.Genotype[NetworkDecisions..]]);

    Dimension DimensionOf(string name, RecipeDimension field, IReadOnlyList<KeyValuePair<string, RecipeDimension>> fields)
    {
        ActivationCondition? condition = null;
        if (field.When is { } when)
        {
            var (parent, choices) = when.Count == 1 ? when.Single() : throw new ArgumentException($"'{name}' depends on {when.Count} fields, not on one.", nameof(fields));
            var place = fields.Index().First(other => other.Item.Key == parent).Index;
            condition = new(
                NetworkDecisions + place,
                [.. fields[place].Value.Choices.Index().Where(choice => choices.Contains(choice.Item)).Select(choice => choice.Index)]);
        }

        return new Dimension(name, [.. field.Choices.Select(choice => choice.Text)], condition);
    }

    // Each field depends on at most one earlier one, so the combinations below a choice are independent.
    long CountCandidates()
    {
        var counts = new UInt128[Dimensions.Count];
        for (var place = Dimensions.Count - 1; place >= NetworkDecisions; place--)
        {
            for (var choice = 0; choice < Dimensions[place].Choices.Count; choice++)
            {
                UInt128 product = 1;
                for (var child = place + 1; child < Dimensions.Count; child++)
                {
                    if (Dimensions[child].ActiveWhen is { } condition && condition.Dimension == place && condition.Choices.Contains(choice))
                    {
                        product = Limited(product * counts[child]);
                    }
                }

                counts[place] = Limited(counts[place] + product);
            }
        }

        var roots = Enumerable.Range(NetworkDecisions, _fields.Count).Where(place => Dimensions[place].ActiveWhen is null);
        return (long)roots.Aggregate((UInt128)Networks.CandidateCount, (product, root) => Limited(product * counts[root]));
    }

    static UInt128 Limited(UInt128 count) => UInt128.Min(count, long.MaxValue);
}
