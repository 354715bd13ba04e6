using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Reads the sequence of operations by a long short-term memory (Hochreiter, Schmidhuber 1997), written out step by step.</summary>
sealed class SequenceEncoder : nn.Module
{
    // Input, forget, output gate and candidate, one behind the other.
    const int Gates = 4;

    readonly int _length;
    readonly MemberLinear _fromToken;
    readonly MemberLinear _fromState;

    public SequenceEncoder(int members, EncodingShape tokens, int hidden, MemberWeights weights)
        : base(nameof(SequenceEncoder))
    {
        _length = tokens.Rows;
        _fromToken = new MemberLinear(members, tokens.Columns, Gates * hidden, weights);
        _fromState = new MemberLinear(members, hidden, Gates * hidden, weights);
        register_module("token", _fromToken);
        register_module("state", _fromState);
    }

    /// <summary>The state behind the last token.</summary>
    public T Encode<T>(INetworkAlgebra<T> algebra)
        where T : struct
    {
        var sums = algebra.Linear(algebra.Input(EncodingPart.Tokens), _fromToken);
        T? state = null, cell = null;
        for (var place = 0; place < _length; place++)
        {
            (state, cell) = Step(algebra, algebra.Row(sums, place), state, cell);
        }

        return state!.Value; // there are tokens
    }

    (T State, T Cell) Step<T>(INetworkAlgebra<T> algebra, T token, T? state, T? cell)
        where T : struct
    {
        var parts = algebra.Split(state is { } last ? algebra.Add(token, algebra.Linear(last, _fromState)) : token, Gates);
        var next = algebra.Multiply(algebra.Sigmoid(parts[0]), algebra.Tanh(parts[3]));
        next = cell is { } kept ? algebra.Add(next, algebra.Multiply(algebra.Sigmoid(parts[1]), kept)) : next;
        return (algebra.Multiply(algebra.Sigmoid(parts[2]), algebra.Tanh(next)), next);
    }
}
