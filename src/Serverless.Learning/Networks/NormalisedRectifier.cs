using Serverless.Learning.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Batch normalisation, then ReLU.</summary>
sealed class NormalisedRectifier : nn.Module<Tensor, Tensor>, IExportable
{
    readonly BatchNorm2d _normalisation;
    readonly Rectifier _rectifier = new();

    public NormalisedRectifier(string name, long channels)
        : base(name)
    {
        _normalisation = nn.BatchNorm2d(channels, ConvNorm.Epsilon, ConvNorm.Momentum);
        register_module("normalisation", _normalisation);
        register_module("rectifier", _rectifier);
    }

    public override Tensor forward(Tensor input) => _rectifier.call(BatchStatistics.Normalise(_normalisation, input));

    public string Export(OnnxGraph graph, string input) =>
        _rectifier.Export(graph, graph.BatchNormalization(input, _normalisation));
}
