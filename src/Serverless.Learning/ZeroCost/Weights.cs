using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>The weights of convolutions and linear layers, which the scores sum over.</summary>
static class Weights
{
    /// <summary>Returns the parameters with two dimensions or more; biases and normalisations have one.</summary>
    public static IList<Tensor> Of(nn.Module network) => [.. network.parameters().Where(parameter => parameter.dim() > 1)];

    /// <summary>Returns the sum of |weight · gradient|; 0 for a weight that the output does not depend on.</summary>
    public static double Product(Tensor weight, Tensor gradient) =>
        gradient.IsInvalid ? 0 : (weight * gradient).abs().sum(ScalarType.Float64).item<double>();

    /// <summary>Returns the Euclidean norm of the gradient; 0 for a weight that the output does not depend on.</summary>
    public static double Length(Tensor gradient) =>
        gradient.IsInvalid ? 0 : Math.Sqrt(gradient.square().sum(ScalarType.Float64).item<double>());
}
