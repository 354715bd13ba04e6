using static TorchSharp.torch;

namespace Serverless.Learning.Kernels;

/// <summary>A layer to check: a function of its operands, in any precision.</summary>
/// <param name="Name">The name for display.</param>
/// <param name="Operands">The shapes of the operands; the first is a batch of images or of features.</param>
/// <param name="Compute">Computes the layer's output.</param>
sealed record KernelCase(string Name, IReadOnlyList<long[]> Operands, Func<Tensor[], Tensor> Compute)
{
    const int Batch = 32;
    const int LargeBatch = 64;

    /// <summary>
    /// The layers that networks of all search spaces consist of, and some that they do not use yet: strides, groups, kernels of several sizes.
    /// </summary>
    public static IReadOnlyList<KernelCase> All { get; } =
    [
        Convolution(1, 8, kernel: 3, size: 28),
        Convolution(8, 8, kernel: 3, size: 28),
        Convolution(8, 8, kernel: 1, size: 28),
        Convolution(8, 16, kernel: 3, size: 28, stride: 2),
        Convolution(8, 16, kernel: 1, size: 14),
        Convolution(16, 16, kernel: 3, size: 14),
        Convolution(16, 32, kernel: 3, size: 14, stride: 2),
        Convolution(32, 32, kernel: 3, size: 7),
        Convolution(3, 16, kernel: 3, size: 32),
        Convolution(16, 48, kernel: 1, size: 14),
        Convolution(16, 16, kernel: 5, size: 14),
        Convolution(1, 12, kernel: 5, size: 28, stride: 2),
        Convolution(16, 16, kernel: 3, size: 14, groups: 4),
        Convolution(8, 8, kernel: 3, size: 28, groups: 8),
        Convolution(48, 48, kernel: 3, size: 14, stride: 2, groups: 48),
        Convolution(48, 48, kernel: 5, size: 14, groups: 48),

        // These of oneDNN's AVX2 kernels have written beyond their buffers, on AMD processors with known caches too.
        Convolution(1, 4, kernel: 3, size: 28, batch: LargeBatch),
        Convolution(4, 4, kernel: 3, size: 28, batch: LargeBatch),
        Convolution(4, 8, kernel: 1, size: 28, stride: 2, batch: LargeBatch),
        Convolution(8, 16, kernel: 1, size: 14, stride: 2, batch: LargeBatch),
        Convolution(8, 48, kernel: 1, size: 14, batch: LargeBatch),
        Convolution(12, 72, kernel: 1, size: 7, batch: LargeBatch),
        Convolution(12, 12, kernel: 1, size: 7, groups: 2, batch: LargeBatch),
        Convolution(24, 24, kernel: 1, size: 4, groups: 2, batch: LargeBatch),
        Convolution(72, 72, kernel: 5, size: 7, groups: 72, batch: LargeBatch),
        Convolution(48, 12, kernel: 1, size: 1, batch: LargeBatch),
        Linear(64, 10),
        Linear(96, 128),
        Normalisation(8, size: 28),
        Normalisation(32, size: 7),
    ];

    static KernelCase Convolution(int from, int to, int kernel, int size, int stride = 1, int groups = 1, int batch = Batch) => new(
        $"convolution {from}→{to}, {kernel}×{kernel} at {size}×{size}"
            + (stride == 1 ? "" : $", stride {stride}") + (groups == 1 ? "" : groups == from ? ", depthwise" : $", {groups} groups")
            + (batch == Batch ? "" : $", {batch} images"),
        [[batch, from, size, size], [to, from / groups, kernel, kernel], [to]],
        operands => nn.functional.conv2d(
            operands[0], operands[1], operands[2], [stride, stride], [(kernel - 1) / 2, (kernel - 1) / 2], [1, 1], groups));

    static KernelCase Linear(int from, int to) => new(
        $"linear {from}→{to}", [[Batch, from], [to, from], [to]], operands => nn.functional.linear(operands[0], operands[1], operands[2]));

    static KernelCase Normalisation(int channels, int size) => new(
        $"batch norm of {channels} at {size}×{size}",
        [[Batch, channels, size, size], [channels], [channels]],
        operands => nn.functional.batch_norm(
            operands[0],
            zeros([channels], operands[0].dtype),
            ones([channels], operands[0].dtype),
            operands[1],
            operands[2],
            true));
}
