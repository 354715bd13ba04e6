using Serverless.Learning.Onnx;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Average pooling, 3×3 with stride 1: at the border it averages over the pixels inside the image.</summary>
/// <remarks>
/// Computed as a sum (a depthwise convolution with ones) times the reciprocal of the number of pixels: libtorch's own pooling is not
/// vectorised on CPUs, and trains five to ten times slower.
/// </remarks>
sealed class InnerAveragePool : nn.Module<Tensor, Tensor>, IExportable
{
    const int Kernel = 3;
    const int Padding = 1;

    readonly int _channels;

    public InnerAveragePool(string name, int channels, int height, int width)
        : base(name)
    {
        _channels = channels;
        using var scope = NewDisposeScope();
        var count = Sum(ones(1, 1, height, width), ones(1, 1, Kernel, Kernel), 1);
        register_buffer("ones", ones(channels, 1, Kernel, Kernel).DetachFromDisposeScope());
        register_buffer("share", count.reciprocal().DetachFromDisposeScope());
    }

    // Registered above; read at each use, since moving the module to a device replaces the buffers.
    Tensor Ones => get_buffer("ones")!;

    Tensor Share => get_buffer("share")!;

    public override Tensor forward(Tensor input) => Sum(input, Ones, _channels) * Share;

    public string Export(OnnxGraph graph, string input) => graph.AveragePool(input, Kernel, stride: 1, Padding);

    static Tensor Sum(Tensor input, Tensor ones, int channels) =>
        nn.functional.conv2d(input, ones, null, [1, 1], [Padding, Padding], [1, 1], channels);
}
