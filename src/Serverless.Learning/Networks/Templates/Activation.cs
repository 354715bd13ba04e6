using Serverless.Learning.Onnx;
using Serverless.Spaces.Definitions;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Templates;

/// <summary>One of the activation functions that space definitions name; a unit is on where its output is above 0.</summary>
sealed class Activation(PlannedActivation plan) : Rectifier(plan.Name)
{
    public override string Export(OnnxGraph graph, string input) => graph.Activate(plan.Function, input);

    private protected override Tensor Compute(Tensor input) => plan.Function switch
    {
        "relu" => input.relu(),
        "relu6" => nn.functional.relu6(input),
        "leakyRelu" => nn.functional.leaky_relu(input, 0.01),
        "hardswish" => nn.functional.hardswish(input),
        "silu" => nn.functional.silu(input),
        "gelu" => nn.functional.gelu(input),
        "sigmoid" => input.sigmoid(),
        "tanh" => input.tanh(),
        _ => throw new InvalidOperationException($"'{plan.Function}' is not an activation function."),
    };
}
