using Serverless.Learning.Onnx;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>ReLU or a similar activation function, whose outputs can be observed.</summary>
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

    /// <value>Called with each output. Default null.</value>
    public Action<Tensor>? Watch { get; set; }

    public override Tensor forward(Tensor input)
    {
        var output = Compute(input);
        Watch?.Invoke(output);
        return output;
    }

    /// <summary>Passes an output to one more reader.</summary>
    /// <remarks>Published networks have a ReLU for each reader, so the observer is called again.</remarks>
    public Tensor Again(Tensor output)
    {
        Watch?.Invoke(output);
        return output;
    }

    public virtual string Export(OnnxGraph graph, string input) => graph.Relu(input);

    private protected virtual Tensor Compute(Tensor input) => input.relu();
}
