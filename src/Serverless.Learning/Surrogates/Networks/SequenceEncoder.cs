using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Encodes the sequence of operations by a long short-term memory (Hochreiter, Schmidhuber 1997), unrolled step by step.</summary>
sealed class SequenceEncoder : nn.Module
{
    // The gates in order: input, forget, output, candidate.
    const int Gates = 4;

    readonly int _length;
    readonly List<(MemberLinear FromBelow, MemberLinear FromState)> _layers = [];

    public SequenceEncoder(int members, EncodingShape tokens, int hidden, MemberWeights weights, int layers = 1)
        : base(nameof(SequenceEncoder))
    {
        _length = tokens.Rows;
        for (var layer = 0; layer < layers; layer++)
        {
            var below = new MemberLinear(members, layer == 0 ? tokens.Columns : hidden, Gates * hidden, weights);
            var state = new MemberLinear(members, hidden, Gates * hidden, weights);
            register_module(layer == 0 ? "token" : $"below{layer}", below);
            register_module(layer == 0 ? "state" : $"state{layer}", state);
            _layers.Add((below, state));
        }
    }

    /// <summary>Computes the last layer's state after the last token.</summary>
    public T Encode<T>(INetworkAlgebra<T> algebra)
        where T : struct
    {
        var sums = algebra.Rows(algebra.Linear(algebra.Input(EncodingPart.Tokens), _layers[0].FromBelow));
        var states = new (T? State, T? Cell)[_layers.Count];
        for (var place = 0; place < _length; place++)
        {
            var below = sums[place];
            for (var layer = 0; layer < states.Length; layer++)
            {
                var read = layer == 0 ? below : algebra.Linear(below, _layers[layer].FromBelow);
                states[layer] = Step(algebra, _layers[layer].FromState, read, states[layer].State, states[layer].Cell);
                below = states[layer].State!.Value; // as it was set
            }
        }

        return states[^1].State!.Value; // there are tokens
    }

    static (T State, T Cell) Step<T>(INetworkAlgebra<T> algebra, MemberLinear fromState, T token, T? state, T? cell)
        where T : struct
    {
        var parts = algebra.Split(state is { } last ? algebra.Add(token, algebra.Linear(last, fromState)) : token, Gates);
        var next = algebra.Multiply(algebra.Sigmoid(parts[0]), algebra.Tanh(parts[3]));
        next = cell is { } kept ? algebra.Add(next, algebra.Multiply(algebra.Sigmoid(parts[1]), kept)) : next;
        return (algebra.Multiply(algebra.Sigmoid(parts[2]), algebra.Tanh(next)), next);
    }
}
