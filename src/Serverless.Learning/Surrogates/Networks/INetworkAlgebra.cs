using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>
/// The operations of which surrogate networks are built. A network is written once in these operations; it is then either computed by TorchSharp for
/// all members at once, or exported as an ONNX graph for one member, so that the two cannot differ.
/// </summary>
/// <typeparam name="T">The type of a value: n × rows × channels for each member.</typeparam>
interface INetworkAlgebra<T>
{
    /// <summary>Returns a part of the encoding of the architectures, the same for every member.</summary>
    T Input(EncodingPart part);

    /// <summary>Returns earlier predictions of the targets as one row, different for each member.</summary>
    T Guesses();

    /// <summary>
    /// Returns the learning curves of the architectures as one row, the same for every member: the values, then a mask of the known ones.
    /// </summary>
    T Curve();

    /// <summary>
    /// Returns a constant of the given number of rows, concatenated in <paramref name="values"/>; the same for every architecture and member.
    /// </summary>
    T Constant(float[] values, int rows);

    /// <summary>Subtracts a mean and divides by a deviation, by channel.</summary>
    T Standardise(T value, float[] means, float[] deviations);

    /// <summary>Applies a linear layer to every row; each member has its own weights.</summary>
    T Linear(T value, MemberLinear layer);

    /// <summary>Applies the linear layer of the current platform to every row.</summary>
    /// <param name="value">The input of the layer.</param>
    /// <param name="layers">The layers by platform, all of the same size.</param>
    T Linear(T value, IReadOnlyList<MemberLinear> layers);

    /// <summary>Normalises every row to mean 0 and variance 1 over its channels, then scales and shifts it by channel.</summary>
    T Normalise(T value, MemberNorm layer);

    T Relu(T value);

    T Sigmoid(T value);

    T Tanh(T value);

    T Add(T first, T second);

    /// <summary>Returns the mean of two values.</summary>
    T Average(T first, T second);

    T Multiply(T first, T second);

    /// <summary>
    /// Replaces each row by the sum of the rows that read it (transposed: that it reads), each as many times as given by the adjacency.
    /// </summary>
    T Gather(T adjacency, T value, bool isTransposed);

    /// <summary>Replaces each row by the sum of the rows of a table that its channels mark. The table is the same for every architecture.</summary>
    T Lookup(T marks, T table);

    /// <summary>
    /// Makes links undirected, links each node to itself, and divides by the roots of the degrees of both ends: D^-½(A + Aᵀ + I)D^-½.
    /// </summary>
    T NormaliseLinks(T adjacency);

    /// <summary>Returns one row, by its index from 0.</summary>
    T Row(T value, int row);

    /// <summary>Returns all rows, in order; in training, this is faster than row by row.</summary>
    T[] Rows(T value);

    /// <summary>Returns the sum of all rows.</summary>
    T SumRows(T value);

    /// <summary>Returns one channel; multiplied by another value, it scales all channels of that value.</summary>
    T Channel(T value, int channel);

    /// <summary>Concatenates the channels of all values, in order.</summary>
    T Concat(T[] values);

    /// <summary>Splits the channels into the given number of equal parts, in order.</summary>
    T[] Split(T value, int parts);
}
