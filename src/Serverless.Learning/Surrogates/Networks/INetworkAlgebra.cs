using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>
/// What surrogate networks are made of. A network is written once, over this, and then computed by TorchSharp for all members at once,
/// or written down as an ONNX graph for one member, so that the two cannot drift apart.
/// </summary>
/// <typeparam name="T">A value: n × rows × channels for each member.</typeparam>
interface INetworkAlgebra<T>
{
    /// <summary>A part of the architectures' encoding, the same for every member.</summary>
    T Input(EncodingPart part);

    /// <summary>What was predicted of the targets, one row; for each member its own.</summary>
    T Guesses();

    /// <summary>The architectures' learning curves, one row, the same for every member: values, then which of them are known.</summary>
    T Curve();

    /// <summary>So many rows of numbers, one behind the other; the same for every architecture and member.</summary>
    T Constant(float[] values, int rows);

    /// <summary>Less a mean, over a deviation, by channel.</summary>
    T Standardise(T value, float[] means, float[] deviations);

    /// <summary>Every row through a linear layer of the member's own.</summary>
    T Linear(T value, MemberLinear layer);

    /// <summary>Every row through the layer of the platform that is asked for.</summary>
    /// <param name="value">What goes through.</param>
    /// <param name="layers">By platform; of one size.</param>
    T Linear(T value, IReadOnlyList<MemberLinear> layers);

    /// <summary>Every row to mean 0 and variance 1 over its channels, then scaled and shifted by channel.</summary>
    T Normalise(T value, MemberNorm layer);

    T Relu(T value);

    T Sigmoid(T value);

    T Tanh(T value);

    T Add(T first, T second);

    /// <summary>Halfway between the two.</summary>
    T Average(T first, T second);

    T Multiply(T first, T second);

    /// <summary>Each row becomes the sum of the rows that it is read by (or, transposed, that it reads), as often as the adjacency says.</summary>
    T Gather(T adjacency, T value, bool isTransposed);

    /// <summary>Each row becomes the sum of the rows of a table that its channels mark. The table is the same for every architecture.</summary>
    T Lookup(T marks, T table);

    /// <summary>Links read in both directions, each node linked to itself, over the roots of both ends' degrees: D^-½(A + Aᵀ + I)D^-½.</summary>
    T NormaliseLinks(T adjacency);

    /// <summary>One row, from 0.</summary>
    T Row(T value, int row);

    /// <summary>All rows, in order: what learns of each costs less than row by row.</summary>
    T[] Rows(T value);

    /// <summary>The sum of all rows.</summary>
    T SumRows(T value);

    /// <summary>One channel; multiplied by others, it weighs all of theirs.</summary>
    T Channel(T value, int channel);

    /// <summary>The channels of all values, one value behind the other.</summary>
    T Concat(T[] values);

    /// <summary>The channels in so many equal parts, in order.</summary>
    T[] Split(T value, int parts);
}
