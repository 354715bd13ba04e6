using Serverless.Domain.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Reads the sequence of operations by a long short-term memory (Hochreiter, Schmidhuber 1997), written out step by step.</summary>
sealed class SequenceEncoder : nn.Module
{
    // Input, forget, output gate and candidate, one behind the other.
    const int Gates = 4;

    readonly int _length;
    readonly List<(MemberLinear FromInput, MemberLinear FromState)> _layers = [];

    public SequenceEncoder(int members, EncodingShape tokens, int hidden, int layers, MemberWeights weights)
        : base(nameof(SequenceEncoder))
    {
        _length = tokens.Rows;
        for (var layer = 0; layer < layers; layer++)
        {
            var fromInput = new MemberLinear(members, layer == 0 ? tokens.Columns : hidden, Gates * hidden, weights);
            var fromState = new MemberLinear(members, hidden, Gates * hidden, weights);
            register_module($"input{layer}", fromInput);
            register_module($"state{layer}", fromState);
            _layers.Add((fromInput, fromState));
        }
    }

    /// <summary>The last layer's state behind the last token.</summary>
    public T Encode<T>(INetworkAlgebra<T> algebra)
        where T : struct
    {
        var tokens = algebra.Input(EncodingPart.Tokens);
        T[] sequence = [.. Enumerable.Range(0, _length).Select(place => algebra.Row(tokens, place))];
        foreach (var (fromInput, fromState) in _layers)
        {
            T? state = null, cell = null;
            for (var place = 0; place < _length; place++)
            {
                (state, cell) = Step(algebra, sequence[place], state, cell, fromInput, fromState);
                sequence[place] = state.Value;
            }
        }

        return sequence[^1];
    }

    static (T State, T Cell) Step<T>(
        INetworkAlgebra<T> algebra, T token, T? state, T? cell, MemberLinear fromInput, MemberLinear fromState)
        where T : struct
    {
        var sums = algebra.Linear(token, fromInput);
        sums = state is { } last ? algebra.Add(sums, algebra.Linear(last, fromState)) : sums;
        var parts = algebra.Split(sums, Gates);
        var next = algebra.Multiply(algebra.Sigmoid(parts[0]), algebra.Tanh(parts[3]));
        next = cell is { } kept ? algebra.Add(next, algebra.Multiply(algebra.Sigmoid(parts[1]), kept)) : next;
        return (algebra.Multiply(algebra.Sigmoid(parts[2]), algebra.Tanh(next)), next);
    }
}
