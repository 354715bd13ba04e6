using static TorchSharp.torch;

namespace Serverless.Learning.Onnx;

/// <content>Operators of blocks in networks that definitions describe.</content>
sealed partial class OnnxGraph
{
    const double LeakySlope = 0.01;
    const float MostOfRelu6 = 6;

    /// <summary>The largest number of each window; windows lie within the map.</summary>
    public string MaxPool(string input, long kernel, long stride) =>
        Node("MaxPool", [input], Integers("kernel_shape", [kernel, kernel]), Integers("strides", [stride, stride]));

    /// <summary>One of the functions that activations can be.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
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
        _ => throw new ArgumentException($"'{function}' is no function of activations.", nameof(function)),
    };

    /// <summary>Normalises over the last axis.</summary>
    public string LayerNormalization(string input, Tensor scale, Tensor shift, double epsilon)
    {
        var name = NextName("LayerNormalization");
        return LayerNormalization(input, Constant($"{name}.scale", scale), Constant($"{name}.shift", shift), (float)epsilon);
    }

    /// <summary>Over the last axis.</summary>
    public string Softmax(string input) => Node("Softmax", [input], Integer("axis", -1));

    /// <summary>Products with a number.</summary>
    public string Scale(string input, double factor) => Multiply(input, Number((float)factor));

    string Number(float value) => Constant(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"number{value}"), [value], []);
}
