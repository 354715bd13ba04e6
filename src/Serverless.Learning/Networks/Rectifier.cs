using Serverless.Learning.Onnx;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>ReLU, or another function of that kind, whose answers can be watched.</summary>
class Rectifier : nn.Module<Tensor, Tensor>, IExportable
{
    public Rectifier()
        : base(nameof(Rectifier))
    {
    }

    private protected Rectifier(string name)
        : base(name)
    {
    }

    /// <value>Told of each answer; null, and nobody, unless set.</value>
    public Action<Tensor>? Watch { get; set; }

    public override Tensor forward(Tensor input)
    {
        var output = Compute(input);
        Watch?.Invoke(output);
        return output;
    }

    /// <summary>Hands an answer on to one more reader.</summary>
    /// <remarks>Published networks have a ReLU for each, so the watcher is told again.</remarks>
    public Tensor Again(Tensor output)
    {
        Watch?.Invoke(output);
        return output;
    }

    public virtual string Export(OnnxGraph graph, string input) => graph.Relu(input);

    private protected virtual Tensor Compute(Tensor input) => input.relu();
}
