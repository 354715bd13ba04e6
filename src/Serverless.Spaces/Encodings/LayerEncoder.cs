namespace Serverless.Spaces.Encodings;

/// <summary>Encodes architectures that are sequences of layers: every space except cells.</summary>
/// <remarks>
/// Each layer is a node, and a token, with the choices of its decisions and its position. A layer without active decisions is not
/// in the graph. If the space knows nothing of its networks, the features are the choices alone.
/// </remarks>
sealed class LayerEncoder : ArchitectureEncoder
{
    readonly SpaceSpecification _skeleton;
    readonly ImageShape _shape;
    readonly int[][] _layers;
    readonly int[] _choices;
    readonly int _width;

    public LayerEncoder(SearchSpace space, SpaceSpecification skeleton, ImageShape shape)
        : base(
            space,
            [.. space.HasOutline ? NetworkFeatures.Names : [], .. ChoiceNames(space)],
            nodes: space.Layers.Count + 2,
            operations: WidthOf(space) + space.Layers.Count + 2,
            tokens: new(space.Layers.Count, WidthOf(space) + space.Layers.Count),
            longestWay: space.Layers.Count + 1)
    {
        (_skeleton, _shape) = (skeleton, shape);
        _layers = [.. space.Layers.Select(layer => layer.ToArray())];
        _choices = [.. space.Dimensions.Select(dimension => dimension.Choices.Count)];
        _width = WidthOf(space);
    }

    private protected override void Write(EncodingPart part, Architecture architecture, Span<float> destination)
    {
        switch (part)
        {
            case EncodingPart.Features:
                WriteFeatures(architecture, destination);
                break;
            case EncodingPart.Adjacency:
                WriteChain(architecture, destination);
                break;
            case EncodingPart.Operations:
                var columns = ShapeOf(part).Columns;
                destination[columns - 2] = 1;
                WriteLayers(architecture, destination[columns..^columns], columns);
                destination[^1] = 1;
                break;
            default:
                WriteLayers(architecture, destination, ShapeOf(part).Columns);
                break;
        }
    }

    /// <summary>Returns the names of the choices in one-hot order.</summary>
    internal static IEnumerable<string> ChoiceNames(SearchSpace space) =>
        from dimension in space.Dimensions
        from choice in dimension.Choices
        select $"{dimension.Name}={choice}";

    static int WidthOf(SearchSpace space) => space.Layers.Max(layer => layer.Sum(dimension => space.Dimensions[dimension].Choices.Count));

    void WriteFeatures(Architecture architecture, Span<float> destination)
    {
        if (Space.HasOutline)
        {
            NetworkFeatures.Write(Space.Outline(architecture, _skeleton, _shape), Space.HasBitWidths, destination);
            destination = destination[NetworkFeatures.Names.Count..];
        }

        Space.EncodeOneHot(architecture, destination);
    }

    void WriteChain(Architecture architecture, Span<float> destination)
    {
        var nodes = _layers.Length + 2;
        var last = 0;
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            if (IsThere(architecture, layer))
            {
                destination[(last * nodes) + layer + 1] = 1;
                last = layer + 1;
            }
        }

        destination[(last * nodes) + nodes - 1] = 1;
    }

    void WriteLayers(Architecture architecture, Span<float> destination, int columns)
    {
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            if (IsThere(architecture, layer))
            {
                var row = destination.Slice(layer * columns, columns);
                row[_width + layer] = 1;
                foreach (var dimension in _layers[layer])
                {
                    row[architecture.Genotype[dimension]] = Space.IsActive(architecture.Genotype, dimension) ? 1 : 0;
                    row = row[_choices[dimension]..];
                }
            }
        }
    }

    bool IsThere(Architecture architecture, int layer)
    {
        foreach (var dimension in _layers[layer])
        {
            if (Space.IsActive(architecture.Genotype, dimension))
            {
                return true;
            }
        }

        return false;
    }
}
