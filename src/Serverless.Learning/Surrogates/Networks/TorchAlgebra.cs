using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Computes networks by TorchSharp, all members at once.</summary>
/// <param name="inputs">What the network reads.</param>
/// <param name="members">How many there are.</param>
/// <param name="platform">The platform that is asked for, from 0.</param>
sealed class TorchAlgebra(NetworkInputs inputs, int members, int platform = 0) : INetworkAlgebra<TorchValue>
{
    public TorchValue Input(EncodingPart part) => new(inputs.Parts[part], true);

    public TorchValue Guesses() =>
        new(inputs.Guesses ?? throw new InvalidOperationException("Nothing was predicted for this network."), false);

    public TorchValue Curve() => new(inputs.Curves ?? throw new InvalidOperationException("There are no learning curves for this network."), true);

    public TorchValue Constant(float[] values, int rows) =>
        new(tensor(values).reshape(1, rows, values.Length / rows).to(inputs.Parts.Values.First().device), true);

    public TorchValue Standardise(TorchValue value, float[] means, float[] deviations)
    {
        var device = value.Tensor.device;
        return value with { Tensor = (value.Tensor - tensor(means).to(device)) / tensor(deviations).to(device) };
    }

    public TorchValue Linear(TorchValue value, MemberLinear layer)
    {
        var (count, rows) = (value.Tensor.shape[0], value.Tensor.shape[1]);
        var products = value.IsShared
            ? value.Tensor.matmul(layer.Weight.flatten(1).t())
            : value.Tensor.reshape(count * rows, members, layer.Inputs).transpose(0, 1)
                .bmm(layer.Weight.reshape(members, layer.Outputs, layer.Inputs).transpose(1, 2))
                .transpose(0, 1).reshape(count, rows, members * layer.Outputs);
        return new(layer.Bias is { } bias ? products + bias : products, false);
    }

    public TorchValue Linear(TorchValue value, IReadOnlyList<MemberLinear> layers) => Linear(value, layers[platform]);

    public TorchValue Normalise(TorchValue value, MemberNorm layer)
    {
        var normal = nn.functional.layer_norm(ByMember(value), [layer.Channels], null, null, MemberNorm.Epsilon);
        return new((normal.flatten(2) * layer.Scale) + layer.Shift, false);
    }

    public TorchValue Relu(TorchValue value) => value with { Tensor = value.Tensor.relu() };

    public TorchValue Sigmoid(TorchValue value) => value with { Tensor = value.Tensor.sigmoid() };

    public TorchValue Tanh(TorchValue value) => value with { Tensor = value.Tensor.tanh() };

    public TorchValue Add(TorchValue first, TorchValue second) => new(first.Tensor + second.Tensor, first.IsShared && second.IsShared);

    public TorchValue Average(TorchValue first, TorchValue second) =>
        new((first.Tensor + second.Tensor) / 2, first.IsShared && second.IsShared);

    public TorchValue Multiply(TorchValue first, TorchValue second) => new(first.Tensor * second.Tensor, first.IsShared && second.IsShared);

    public TorchValue Gather(TorchValue adjacency, TorchValue value, bool isTransposed)
    {
        var links = isTransposed ? adjacency.Tensor.transpose(1, 2) : adjacency.Tensor;
        return value with { Tensor = links.bmm(value.Tensor) };
    }

    public TorchValue Lookup(TorchValue marks, TorchValue table) => table with { Tensor = marks.Tensor.matmul(table.Tensor.squeeze(0)) };

    public TorchValue NormaliseLinks(TorchValue adjacency)
    {
        var links = adjacency.Tensor + adjacency.Tensor.transpose(1, 2) + eye(adjacency.Tensor.shape[1], device: adjacency.Tensor.device);
        var roots = links.sum(2L).sqrt();
        return adjacency with { Tensor = links / roots.unsqueeze(1) / roots.unsqueeze(2) };
    }

    public TorchValue Row(TorchValue value, int row) => value with { Tensor = value.Tensor.narrow(1, row, 1) };

    public TorchValue[] Rows(TorchValue value) => Array.ConvertAll(value.Tensor.unbind(1), row => value with { Tensor = row.unsqueeze(1) });

    public TorchValue SumRows(TorchValue value) => value with { Tensor = value.Tensor.sum(1L, true) };

    public TorchValue Channel(TorchValue value, int channel) =>
        new(ByMember(value).narrow(3, channel, 1).flatten(2), value.IsShared);

    public TorchValue Concat(TorchValue[] values) => new(cat(Array.ConvertAll(values, ByMember), -1).flatten(2), values[0].IsShared);

    public TorchValue[] Split(TorchValue value, int parts)
    {
        var rows = ByMember(value);
        return Array.ConvertAll(
            rows.chunk(parts, -1), part => new TorchValue(part.reshape(part.shape[0], part.shape[1], -1), value.IsShared));
    }

    /// <summary>n × rows × members × channels.</summary>
    Tensor ByMember(TorchValue value) => value.Tensor.unflatten(2, value.IsShared ? 1 : members, -1);
}

/// <summary>A value in TorchSharp.</summary>
/// <param name="Tensor">n × rows × channels where all members share it, else n × rows × (members · channels), member by member.</param>
/// <param name="IsShared">Whether all members share it.</param>
readonly record struct TorchValue(Tensor Tensor, bool IsShared);
