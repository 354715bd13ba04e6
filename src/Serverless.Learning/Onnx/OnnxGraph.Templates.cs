using Serverless.Spaces.Costs;
using static TorchSharp.torch;

namespace Serverless.Learning.Onnx;

/// <content>Operators of blocks in networks of space definitions.</content>
sealed partial class OnnxGraph
{
    const double LeakySlope = 0.01;
    const float MostOfRelu6 = 6;

    /// <summary>Computes the maximum of each window; windows lie within the feature map.</summary>
    public string MaxPool(string input, WindowSize kernel, WindowSize stride) =>
        Node("MaxPool", [input], Integers("kernel_shape", [kernel.Height, kernel.Width]), Integers("strides", [stride.Height, stride.Width]));

    /// <summary>Computes the average of each window; windows lie within the feature map.</summary>
    public string AveragePool(string input, WindowSize kernel, WindowSize stride) =>
        Node("AveragePool", [input], Integers("kernel_shape", [kernel.Height, kernel.Width]), Integers("strides", [stride.Height, stride.Width]));

    /// <summary>Adds a recurrent layer over steps × N × features, with an initial state of zeros.</summary>
    /// <param name="type"><c>GRU</c>, whose reset gate is applied after the product, or <c>LSTM</c>.</param>
    /// <param name="input">The name of the input, steps × N × features.</param>
    /// <param name="ofInput">The weights of the input, gates · units × features, with the gates in the operator's order.</param>
    /// <param name="ofState">The weights of the state, gates · units × units.</param>
    /// <param name="bias">The biases of the input, then those of the state.</param>
    /// <param name="units">The number of units of the state.</param>
    /// <returns>The names of all states, steps × 1 × N × units, and of the last one, 1 × N × units.</returns>
    public (string All, string Last) Recur(string type, string input, Tensor ofInput, Tensor ofState, Tensor bias, long units)
    {
        var name = NextName(type);
        using var scope = NewDisposeScope();
        string[] inputs =
        [
            input,
            Constant($"{name}.ofInput", ofInput.unsqueeze(0)),
            Constant($"{name}.ofState", ofState.unsqueeze(0)),
            Constant($"{name}.bias", bias.unsqueeze(0)),
        ];
        var (all, last) = ($"{name}.all", $"{name}.last");
        if (type == "GRU")
        {
            Node(name, type, inputs, [all, last], Integer("hidden_size", units), Integer("linear_before_reset", 1));
        }
        else
        {
            Node(name, type, inputs, [all, last], Integer("hidden_size", units));
        }

        return (all, last);
    }

    /// <summary>Applies an activation function.</summary>
    /// <exception cref="ArgumentException">The function is unknown.</exception>
    public string Activate(string function, string input) => function switch
    {
        "relu" => Relu(input),
        "relu6" => Node("Clip", [input, Number(0), Number(MostOfRelu6)]),
        "leakyRelu" => Node("LeakyRelu", [input], Float("alpha", (float)LeakySlope)),
        "hardswish" => Node("HardSwish", [input]),
        "silu" => Multiply(input, Sigmoid(input)),
        "gelu" => Multiply(Multiply(input, Number(0.5f)), Add(Node("Erf", [Multiply(input, Number((float)Math.Sqrt(0.5)))]), Number(1))),
        "sigmoid" => Sigmoid(input),
        "tanh" => Tanh(input),
        _ => throw new ArgumentException($"'{function}' is not an activation function.", nameof(function)),
    };

    /// <summary>Normalises over the last axis.</summary>
    public string LayerNormalization(string input, Tensor scale, Tensor shift, double epsilon)
    {
        var name = NextName("LayerNormalization");
        return LayerNormalization(input, Constant($"{name}.scale", scale), Constant($"{name}.shift", shift), (float)epsilon);
    }

    /// <summary>Computes the softmax over the last axis.</summary>
    public string Softmax(string input) => Node("Softmax", [input], Integer("axis", -1));

    /// <summary>Multiplies by a number.</summary>
    public string Scale(string input, double factor) => Multiply(input, Number((float)factor));

    string Number(float value) => Constant(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"number{value}"), [value], []);
}
