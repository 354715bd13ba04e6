using System.Buffers;

namespace Serverless.Spaces.Encodings;

/// <summary>Encodes architectures of one space as numbers for predictors. Safe for use by several threads.</summary>
/// <remarks>
/// The graph has a node for the input first and one for the output last, in topological order; nodes on which the output does not depend
/// are left out. Features and tokens encode the genotype as it is, so architectures that compute the same function have to be
/// canonicalised first if the space merges them.
/// </remarks>
public abstract class ArchitectureEncoder
{
    readonly Dictionary<EncodingPart, EncodingShape> _shapes;

    private protected ArchitectureEncoder(
        SearchSpace space, IReadOnlyList<string> featureNames, int nodes, int operations, EncodingShape tokens, int longestWay)
    {
        Space = space;
        LongestWay = longestWay;
        FeatureNames = featureNames;
        _shapes = new()
        {
            [EncodingPart.Features] = new(1, featureNames.Count),
            [EncodingPart.Adjacency] = new(nodes, nodes),
            [EncodingPart.Operations] = new(nodes, operations),
            [EncodingPart.Tokens] = tokens,
            [EncodingPart.Analytic] = new(1, space.Features.Length),
        };
    }

    /// <value>The space that it encodes.</value>
    public SearchSpace Space { get; }

    /// <value>The name of each feature, in order.</value>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <value>
    /// The names in <see cref="FeatureNames"/> of features that are derived from others: they help to distinguish few examples, but are too many for
    /// sums.
    /// </value>
    public virtual IReadOnlyList<string> RedundantFeatures => [];

    /// <value>The edges of a cell, in the order of tokens, if operations are on edges; null if they are on nodes.</value>
    public virtual CellEdges? Edges => null;

    /// <value>The most links on a path from input to output.</value>
    public int LongestWay { get; }

    /// <summary>Returns the shape of a part.</summary>
    public EncodingShape ShapeOf(EncodingPart part) => _shapes[part];

    /// <summary>Returns whether the output depends on the input; otherwise the network's output is constant.</summary>
    public virtual bool IsConnected(Architecture architecture) => true;

    /// <summary>Writes one part of an architecture's encoding; allocates nothing unless the space requires it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="architecture">An architecture of the space.</param>
    /// <param name="destination">The destination, as long as the part.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void Encode(EncodingPart part, Architecture architecture, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (destination.Length != _shapes[part].Length)
        {
            throw new ArgumentException($"{part} take {_shapes[part].Length} places, not {destination.Length}.", nameof(destination));
        }

        destination.Clear();
        if (part == EncodingPart.Analytic)
        {
            WriteAnalytic(architecture, destination);
        }
        else
        {
            Write(part, architecture, destination);
        }
    }

    /// <summary>Writes one part of several architectures: n × rows × columns, row-major.</summary>
    /// <inheritdoc cref="Encode(EncodingPart, Architecture, Span{float})"/>
    public void Encode(EncodingPart part, ReadOnlySpan<Architecture> architectures, Span<float> destination)
    {
        var length = _shapes[part].Length;
        if (destination.Length != architectures.Length * length)
        {
            throw new ArgumentException(
                $"{part} of {architectures.Length} architectures take {architectures.Length * length} places, not {destination.Length}.",
                nameof(destination));
        }

        for (var i = 0; i < architectures.Length; i++)
        {
            Encode(part, architectures[i], destination.Slice(i * length, length));
        }
    }

    void WriteAnalytic(Architecture architecture, Span<float> destination)
    {
        var counted = ArrayPool<double>.Shared.Rent(destination.Length);
        Space.Features.Write(architecture, counted.AsSpan(0, destination.Length));
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)counted[i];
        }

        ArrayPool<double>.Shared.Return(counted);
    }

    /// <summary>Writes into a destination of zeros.</summary>
    private protected abstract void Write(EncodingPart part, Architecture architecture, Span<float> destination);
}

/// <summary>The shape of a part of an encoding: rows × columns numbers per architecture, row-major.</summary>
/// <param name="Rows">Number of rows; 1 for features.</param>
/// <param name="Columns">Number of columns, at least 1.</param>
public readonly record struct EncodingShape(int Rows, int Columns)
{
    /// <value>Number of elements.</value>
    public int Length => Rows * Columns;
}

/// <summary>The parts of an architecture's encoding.</summary>
public enum EncodingPart
{
    /// <summary>Features counted from the architecture and its network, then the one-hot choices: F numbers.</summary>
    Features,

    /// <summary>The adjacency matrix: V × V, the number of links from the node of the row to the node of the column.</summary>
    Adjacency,

    /// <summary>The operation of each node: V × K, zeros for an absent node.</summary>
    Operations,

    /// <summary>The genotype as a sequence: L × T, one block of one-hot choices per position.</summary>
    Tokens,

    /// <summary>
    /// The features of models of objectives, block after block: <see cref="Features.SpaceFeatures"/> as counted, for the default skeleton.
    /// </summary>
    Analytic,
}
