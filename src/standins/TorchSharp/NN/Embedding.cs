using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>A table of learned vectors, looked up by index.</summary>
public sealed class Embedding : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    const long NoPadding = -1;
    readonly long? _paddingIndex;
    readonly double? _maxNorm;
    readonly double _normType;
    readonly bool _scaleGradientsByFrequency;
    readonly bool _sparse;

    internal Embedding(
        Parameter table, long? paddingIndex, double? maxNorm, double normType, bool scaleGradientsByFrequency, bool sparse)
        : base(nameof(Embedding))
    {
        register_parameter(nameof(weight), table);
        _paddingIndex = paddingIndex;
        _maxNorm = maxNorm;
        _normType = normType;
        _scaleGradientsByFrequency = scaleGradientsByFrequency;
        _sparse = sparse;
        if (paddingIndex is { } index)
        {
            using var noGradients = torch.no_grad();
            using var row = table.select(0, index);
            row.zero_().Dispose();
        }
    }

    public Parameter? weight => Registered(nameof(weight));

    public override torch.Tensor forward(torch.Tensor input)
    {
        if (_maxNorm is { } most)
        {
            using var noGradients = torch.no_grad();
            Aten.Run("embedding_renorm_", weight, input, most, _normType);
        }

        return Aten.Call("embedding", weight, input, _paddingIndex ?? NoPadding, _scaleGradientsByFrequency, _sparse);
    }
}
