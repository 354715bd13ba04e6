namespace Serverless.Spaces.Features;

/// <summary>The features of any space: the choices, one-hot, and the costs of networks if they are known.</summary>
/// <remarks>
/// Costs are those of the default skeleton with the space's <see cref="SearchSpace.CostShape"/>, since models only need their proportions. Numeric
/// decisions are also included as numbers, as logarithms if that is their scale, and as 0 when they are inactive.
/// </remarks>
sealed class GenericFeatures : SpaceFeatures
{
    readonly SearchSpace _space;
    readonly SpaceSpecification _skeleton;
    readonly FeatureBlock? _costs;
    readonly FeatureBlock _choices;
    readonly (int Dimension, double[] Values)[] _numbers;

    /// <param name="space">The space of the architectures.</param>
    /// <param name="hasCosts">Whether to include the costs of networks; the space has to be able to lay them out.</param>
    public GenericFeatures(SearchSpace space, bool hasCosts)
    {
        _space = space;
        _skeleton = space.DefaultSkeleton;
        _costs = hasCosts ? new FeatureBlock("costs", CostNames(space), IsQuantity: true) : null;
        _choices = new FeatureBlock(
            "choices",
            [.. space.Dimensions.SelectMany(dimension => dimension.Choices.Select(choice => $"{dimension.Name}={choice}"))],
            IsQuantity: false);
        _numbers = [.. space.Dimensions.Index().Where(each => each.Item.Numbers is not null).Select(each => (each.Index, each.Item.Scaled()))];
        var numbers = new FeatureBlock("numbers", [.. _numbers.Select(number => space.Dimensions[number.Dimension].Name)], IsQuantity: false);
        Blocks = [.. _costs is null ? [] : new[] { _costs }, _choices, .. _numbers.Length == 0 ? [] : new[] { numbers }];
        Function = Execution = new FeatureView([[.. Enumerable.Range(0, Blocks.Count)]]);
    }

    public override IReadOnlyList<FeatureBlock> Blocks { get; }

    public override FeatureView Function { get; }

    public override FeatureView Execution { get; }

    public override double SizeOf(Architecture architecture) =>
        _costs is null ? 0 : _space.Cost(architecture, _skeleton, _space.CostShape).Macs;

    private protected override void WriteTo(Architecture architecture, Span<double> destination)
    {
        if (_costs is not null)
        {
            var cost = _space.Cost(architecture, _skeleton, _space.CostShape);
            destination[0] = double.LogP1(cost.Macs);
            destination[1] = double.LogP1(cost.Parameters);
            destination[2] = double.LogP1(cost.PeakActivations);
            if (_space.HasBitWidths)
            {
                destination[3] = double.LogP1(cost.BitOperations);
            }

            destination = destination[_costs.Names.Count..];
        }

        for (var i = 0; i < _space.Dimensions.Count; i++)
        {
            destination[architecture.Genotype[i]] = _space.IsActive(architecture.Genotype, i) ? 1 : 0;
            destination = destination[_space.Dimensions[i].Choices.Count..];
        }

        foreach (var (place, (dimension, values)) in _numbers.Index())
        {
            destination[place] = _space.IsActive(architecture.Genotype, dimension) ? values[architecture.Genotype[dimension]] : 0;
        }
    }

    static string[] CostNames(SearchSpace space) =>
        ["logMacs", "logParameters", "logPeakActivations", .. space.HasBitWidths ? new[] { "logBitOperations" } : []];
}
