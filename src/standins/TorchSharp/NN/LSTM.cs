using System.Globalization;
using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>
/// A long short-term memory (Hochreiter and Schmidhuber, 1997) over length × n × inputs, or n × length × inputs with the batch first.
/// </summary>
public sealed class LSTM
    : torch.nn.Module<torch.Tensor, (torch.Tensor, torch.Tensor)?, (torch.Tensor, torch.Tensor, torch.Tensor)>
{
    // Input, forget, cell and output gates lie one after the other in each weight.
    const long Gates = 4;

    readonly LSTMShape _shape;

    internal LSTM(LSTMShape shape, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(LSTM))
    {
        _shape = shape;
        var bound = 1 / Math.Sqrt(shape.HiddenSize);
        foreach (var (name, size) in Weights(shape))
        {
            var weight = new Parameter(torch.empty(size, dtype, device));
            torch.nn.init.uniform_(weight, -bound, bound);
            register_parameter(name, weight);
        }
    }

    public new (torch.Tensor, torch.Tensor, torch.Tensor) call(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0 = null) =>
        base.call(input, h0_c0);

    /// <summary>Reads sequences from a hidden and a cell state, zeros unless given.</summary>
    /// <returns>The last layer's hidden states along the sequence, and the final hidden and cell states of all layers.</returns>
    public override (torch.Tensor, torch.Tensor, torch.Tensor) forward(
        torch.Tensor input1, (torch.Tensor, torch.Tensor)? input2 = null)
    {
        var size = input1.shape;
        var count = size[_shape.BatchFirst ? 0 : 1];
        long[] stateSize = size.Length == 3
            ? [_shape.Layers * _shape.Directions, count, _shape.HiddenSize]
            : [_shape.Layers * _shape.Directions, _shape.HiddenSize];
        using var zeros = torch.zeros(stateSize, input1.dtype, input1.device);
        var (hidden, cell) = input2 ?? (zeros, zeros);
        var results = Aten.CallForMany(
            "lstm.input", input1, new[] { hidden, cell }, parameters().ToArray<torch.Tensor>(), _shape.HasBias, _shape.Layers,
            _shape.Dropout, training, _shape.Bidirectional, _shape.BatchFirst);
        return (results[0], results[1], results[2]);
    }

    /// <summary>Names and sizes of the weights in the order in which libtorch wants them.</summary>
    static IEnumerable<(string Name, long[] Size)> Weights(LSTMShape shape)
    {
        var rows = Gates * shape.HiddenSize;
        for (long layer = 0; layer < shape.Layers; layer++)
        {
            var inputs = layer == 0 ? shape.InputSize : shape.HiddenSize * shape.Directions;
            for (long direction = 0; direction < shape.Directions; direction++)
            {
                var suffix = string.Create(CultureInfo.InvariantCulture, $"_l{layer}{(direction == 0 ? "" : "_reverse")}");
                yield return ("weight_ih" + suffix, [rows, inputs]);
                yield return ("weight_hh" + suffix, [rows, shape.HiddenSize]);
                if (shape.HasBias)
                {
                    yield return ("bias_ih" + suffix, [rows]);
                    yield return ("bias_hh" + suffix, [rows]);
                }
            }
        }
    }
}
