using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Computes networks with TorchSharp, all members at once.</summary>
/// <param name="inputs">The inputs of the network.</param>
/// <param name="members">The number of members.</param>
/// <param name="platform">The current platform, from 0.</param>
sealed class TorchAlgebra(NetworkInputs inputs, int members, int platform = 0) : INetworkAlgebra<TorchValue>
{
    public TorchValue Input(EncodingPart part) => TorchValue.Shared(inputs.Parts[part]);

    public TorchValue Guesses() =>
        TorchValue.OfMembers(inputs.Guesses ?? throw new InvalidOperationException("This network has no predictions as input."), members);

    public TorchValue Curve() => TorchValue.Shared(inputs.Curves ?? throw new InvalidOperationException("This network has no learning curves as input."));

    public TorchValue Constant(float[] values, int rows) =>
        new(tensor(values).reshape(1, 1, rows, values.Length / rows).to(inputs.Parts.Values.First().device));

    public TorchValue Standardise(TorchValue value, float[] means, float[] deviations)
    {
        var device = value.Tensor.device;
        return new((value.Tensor - tensor(means).to(device)) / tensor(deviations).to(device));
    }

    public TorchValue Linear(TorchValue value, MemberLinear layer)
    {
        var weights = layer.Weight.reshape(members, layer.Outputs, layer.Inputs).transpose(1, 2);
        var rows = Flat(value);
        return Folded(layer.Bias is { } bias ? rows.baddbmm(weights, bias.reshape(members, 1, layer.Outputs), 1, 1) : rows.bmm(weights), value);
    }

    public TorchValue Linear(TorchValue value, IReadOnlyList<MemberLinear> layers) => Linear(value, layers[platform]);

    public TorchValue Normalise(TorchValue value, MemberNorm layer)
    {
        var normal = nn.functional.layer_norm(value.Tensor, [layer.Channels], null, null, MemberNorm.Epsilon);
        return new(ByChannel(layer.Shift).addcmul(normal, ByChannel(layer.Scale), 1));
    }

    public TorchValue Relu(TorchValue value) => new(value.Tensor.relu());

    public TorchValue Sigmoid(TorchValue value) => new(value.Tensor.sigmoid());

    public TorchValue Tanh(TorchValue value) => new(value.Tensor.tanh());

    public TorchValue Add(TorchValue first, TorchValue second) => new(first.Tensor + second.Tensor);

    public TorchValue Average(TorchValue first, TorchValue second) => new((first.Tensor + second.Tensor) / 2);

    public TorchValue Multiply(TorchValue first, TorchValue second) => new(first.Tensor * second.Tensor);

    public TorchValue Gather(TorchValue adjacency, TorchValue value, bool isTransposed) =>
        new((isTransposed ? adjacency.Tensor.transpose(2, 3) : adjacency.Tensor).matmul(value.Tensor));

    public TorchValue Lookup(TorchValue marks, TorchValue table) => Folded(Flat(marks).bmm(table.Tensor.squeeze(1).expand(members, -1, -1)), marks);

    public TorchValue NormaliseLinks(TorchValue adjacency)
    {
        var links = adjacency.Tensor + adjacency.Tensor.transpose(2, 3) + eye(adjacency.Tensor.shape[2], device: adjacency.Tensor.device);
        var roots = links.sum(3L).sqrt();
        return new(links / roots.unsqueeze(2) / roots.unsqueeze(3));
    }

    public TorchValue Row(TorchValue value, int row) => new(value.Tensor.narrow(2, row, 1));

    public TorchValue[] Rows(TorchValue value) => Array.ConvertAll(value.Tensor.unbind(2), row => new TorchValue(row.unsqueeze(2)));

    public TorchValue SumRows(TorchValue value) => new(value.Tensor.sum(2L, true));

    public TorchValue Channel(TorchValue value, int channel) => new(value.Tensor.narrow(3, channel, 1));

    public TorchValue Concat(TorchValue[] values) => new(cat(Array.ConvertAll(values, value => value.Tensor), -1));

    public TorchValue[] Split(TorchValue value, int parts) => Array.ConvertAll(value.Tensor.chunk(parts, -1), part => new TorchValue(part));

    /// <summary>Reshapes to members × n · rows × channels.</summary>
    Tensor Flat(TorchValue value)
    {
        var shape = value.Tensor.shape;
        return value.Tensor.reshape(shape[0], shape[1] * shape[2], shape[3]).expand(members, -1, -1);
    }

    static TorchValue Folded(Tensor flat, TorchValue rows) => new(flat.reshape(flat.shape[0], rows.Tensor.shape[1], rows.Tensor.shape[2], flat.shape[2]));

    Tensor ByChannel(Tensor parameter) => parameter.reshape(members, 1, 1, -1);
}

/// <summary>A value as a TorchSharp tensor.</summary>
/// <remarks>The tensor is ordered by member, so that a layer of all members is one batch of matrix products without copies.</remarks>
/// <param name="Tensor">Members × n × rows × channels; the first or second size is 1 when all members, or all architectures, share the value.</param>
readonly record struct TorchValue(Tensor Tensor)
{
    /// <value>The value as n × rows × (members · channels), member by member.</value>
    public Tensor ByArchitecture => Tensor.permute(1, 2, 0, 3).flatten(2);

    /// <param name="tensor">A tensor of n × rows × channels, the same for every member.</param>
    public static TorchValue Shared(Tensor tensor) => new(tensor.unsqueeze(0));

    /// <param name="tensor">A tensor of n × rows × (members · channels), member by member.</param>
    /// <param name="members">The number of members.</param>
    public static TorchValue OfMembers(Tensor tensor, int members) => new(tensor.unflatten(2, members, -1).permute(2, 0, 1, 3));
}
