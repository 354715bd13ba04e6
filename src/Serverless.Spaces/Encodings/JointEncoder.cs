using Serverless.Spaces.Recipes;

namespace Serverless.Spaces.Encodings;

/// <summary>Encodes networks as their own space does, and their recipe as one more node, between input and output, and one more token.</summary>
/// <remarks>Features: the counted features, the recipe as numbers, then all choices one-hot, those of the network first.</remarks>
sealed class JointEncoder : ArchitectureEncoder
{
    readonly JointSpace _space;
    readonly ArchitectureEncoder _networks;
    readonly RecipeNumbers _numbers;
    readonly int _recipeChoices;

    public JointEncoder(JointSpace space, ArchitectureEncoder networks)
        : this(space, networks, new RecipeNumbers(space), space.OneHotLength - space.Networks.OneHotLength)
    {
    }

    JointEncoder(JointSpace space, ArchitectureEncoder networks, RecipeNumbers numbers, int recipeChoices)
        : base(
            space,
            [.. networks.FeatureNames.SkipLast(space.Networks.OneHotLength), .. numbers.Names.Select(name => $"recipe_{name}"), .. LayerEncoder.ChoiceNames(space)],
            nodes: networks.ShapeOf(EncodingPart.Adjacency).Rows + 1,
            operations: recipeChoices + networks.ShapeOf(EncodingPart.Operations).Columns,
            tokens: new(networks.ShapeOf(EncodingPart.Tokens).Rows + 1, recipeChoices + networks.ShapeOf(EncodingPart.Tokens).Columns),
            networks.LongestWay) =>
        (_space, _networks, _numbers, _recipeChoices) = (space, networks, numbers, recipeChoices);

    /// <inheritdoc/>
    public override IReadOnlyList<string> RedundantFeatures => _networks.RedundantFeatures;

    /// <inheritdoc/>
    public override bool IsConnected(Architecture architecture) => _networks.IsConnected(_space.NetworkOf(architecture));

    private protected override void Write(EncodingPart part, Architecture architecture, Span<float> destination)
    {
        var shape = _networks.ShapeOf(part);
        Span<float> network = new float[shape.Length];
        _networks.Encode(part, _space.NetworkOf(architecture), network);
        switch (part)
        {
            case EncodingPart.Features:
                WriteFeatures(architecture, network, destination);
                break;
            case EncodingPart.Adjacency:
                WriteLinks(network, shape.Rows, destination);
                break;
            case EncodingPart.Operations:
                // The output's row remains the last.
                WriteRows(network[..^shape.Columns], shape.Columns, destination);
                WriteRows(network[^shape.Columns..], shape.Columns, destination[^ShapeOf(part).Columns..]);
                WriteChoices(architecture, destination[((shape.Rows - 1) * ShapeOf(part).Columns)..]);
                break;
            default:
                WriteRows(network, shape.Columns, destination);
                WriteChoices(architecture, destination[^ShapeOf(part).Columns..]);
                break;
        }
    }

    void WriteFeatures(Architecture architecture, ReadOnlySpan<float> network, Span<float> destination)
    {
        var counted = network.Length - _space.Networks.OneHotLength;
        Span<double> numbers = new double[_numbers.Names.Count];
        _numbers.Write(architecture, numbers);
        network[..counted].CopyTo(destination);
        for (var i = 0; i < numbers.Length; i++)
        {
            destination[counted + i] = (float)numbers[i];
        }

        network[counted..].CopyTo(destination[(counted + numbers.Length)..]);
        WriteChoices(architecture, destination[^_recipeChoices..]);
    }

    void WriteChoices(Architecture architecture, Span<float> destination)
    {
        for (var place = _space.NetworkDecisions; place < _space.Dimensions.Count; place++)
        {
            destination[architecture.Genotype[place]] = _space.IsActive(architecture.Genotype, place) ? 1 : 0;
            destination = destination[_space.Dimensions[place].Choices.Count..];
        }
    }

    void WriteRows(ReadOnlySpan<float> rows, int columns, Span<float> destination)
    {
        for (; rows.Length > 0; rows = rows[columns..], destination = destination[(_recipeChoices + columns)..])
        {
            rows[..columns].CopyTo(destination[_recipeChoices..]);
        }
    }

    static void WriteLinks(ReadOnlySpan<float> links, int nodes, Span<float> destination)
    {
        var (recipe, output) = (nodes - 1, nodes);
        for (var from = 0; from < nodes; from++)
        {
            var row = destination[((from < recipe ? from : output) * (nodes + 1))..];
            links.Slice(from * nodes, recipe).CopyTo(row);
            row[output] = links[(from * nodes) + recipe];
        }

        destination[recipe] = 1;
        destination[(recipe * (nodes + 1)) + output] = 1;
    }
}
