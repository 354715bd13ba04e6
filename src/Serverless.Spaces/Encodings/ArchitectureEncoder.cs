using System.Buffers;

namespace Serverless.Spaces.Encodings;

/// <summary>Writes architectures of one space as numbers that predictors read. Safe to share between threads.</summary>
/// <remarks>
/// The graph has a node for the input first and one for the output last, and its nodes in an order in which each stands before those
/// that read it; what the output does not depend on is left out of it. Features and tokens tell the genotype as it is, so
/// architectures that compute the same function are to be brought into canonical form first where the space merges them.
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

    /// <value>What each feature is, in order.</value>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <value>Those of <see cref="FeatureNames"/> that restate others in many ways: much to tell few examples apart by, too much for sums.</value>
    public virtual IReadOnlyList<string> RedundantFeatures => [];

    /// <value>Where operations stand on the edges of a cell, an edge a token: those edges; null where they stand on nodes.</value>
    public virtual CellEdges? Edges => null;

    /// <value>How many links the longest way from input to output can have.</value>
    public int LongestWay { get; }

    /// <summary>How large a part is.</summary>
    public EncodingShape ShapeOf(EncodingPart part) => _shapes[part];

    /// <summary>Whether the input reaches the output; the network of an architecture where it does not answers a constant.</summary>
    public virtual bool IsConnected(Architecture architecture) => true;

    /// <summary>Writes one part of an architecture; allocates nothing where the space has no need to.</summary>
    /// <param name="part">Which.</param>
    /// <param name="architecture">An architecture of the space.</param>
    /// <param name="destination">As long as the part.</param>
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

    /// <summary>Writes into zeros.</summary>
    private protected abstract void Write(EncodingPart part, Architecture architecture, Span<float> destination);
}

/// <summary>How large a part of an encoding is: rows × columns numbers an architecture, row-major.</summary>
/// <param name="Rows">1 for features.</param>
/// <param name="Columns">At least 1.</param>
public readonly record struct EncodingShape(int Rows, int Columns)
{
    /// <value>How many numbers.</value>
    public int Length => Rows * Columns;
}

/// <summary>One way to write an architecture as numbers.</summary>
public enum EncodingPart
{
    /// <summary>What is counted of the architecture and its network, then the one-hot choices: F numbers.</summary>
    Features,

    /// <summary>Who reads whom: V × V, row = who is read, column = who reads, how many times.</summary>
    Adjacency,

    /// <summary>What each node does: V × K, zeros for a node that is not there.</summary>
    Operations,

    /// <summary>The genotype as a sequence: L × T, one block of one-hot choices per place.</summary>
    Tokens,

    /// <summary>What models of objectives compare, block after block: <see cref="Features.SpaceFeatures"/> as counted, of the default skeleton.</summary>
    Analytic,
}
