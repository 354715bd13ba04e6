using Serverless.Learning.Onnx;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>ReLU, whose answers can be watched.</summary>
sealed class Rectifier : nn.Module<Tensor, Tensor>, IExportable
{
    public Rectifier()
        : base(nameof(Rectifier))
    {
    }

    /// <value>Told of each answer; null, and nobody, unless set.</value>
    public Action<Tensor>? Watch { get; set; }

    public override Tensor forward(Tensor input)
    {
        var output = input.relu();
        Watch?.Invoke(output);
        return output;
    }

    public string Export(OnnxGraph graph, string input) => graph.Relu(input);
}
