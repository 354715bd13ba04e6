using static TorchSharp.torch;

namespace Serverless.Learning.Kernels;

/// <summary>Compares the results of layers in single precision with those in double precision, for which libtorch has separate code.</summary>
static class KernelCheck
{
    const int Seed = 1;

    /// <summary>Checks all cases in this process, with one thread and with all threads, with channels first and last in memory.</summary>
    public static IReadOnlyList<KernelError> Run(IReadOnlyList<KernelCase> cases)
    {
        var threads = get_num_threads();
        try
        {
            return [.. cases.Select(each => new KernelError(each.Name, new[] { 1, threads }.Distinct().Select(count => Check(each, count)).Aggregate(Worst)))];
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    static double Check(KernelCase layer, int threads)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        var generator = new Generator(Seed, CPU);
        var operands = layer.Operands.Select(shape => randn(shape, ScalarType.Float64, CPU, false, generator)).ToArray();
        var right = Differentiate(layer, operands, ScalarType.Float64, isChannelsLast: false);
        var single = Differentiate(layer, operands, ScalarType.Float32, isChannelsLast: false);
        if (layer.Operands[0].Length == 4)
        {
            single.AddRange(Differentiate(layer, operands, ScalarType.Float32, isChannelsLast: true));
        }

        return single.Zip(right.Concat(right), Deviation).Aggregate(Worst);
    }

    /// <summary>Returns the output, and the gradients of its weighted sum with respect to all operands.</summary>
    static List<Tensor> Differentiate(KernelCase layer, Tensor[] values, ScalarType precision, bool isChannelsLast)
    {
        var operands = values.Select((value, index) =>
        {
            var operand = value.to(precision);
            return (index == 0 && isChannelsLast ? ChannelsLast(operand) : operand.clone()).requires_grad_();
        }).ToArray();
        var output = layer.Compute(operands);

        // Each output has another weight: the gradients of a plain sum would hide outputs that are mixed up. No weight is negative: sums that cancel
        // have large
        // rounding errors.
        var weights = arange(output.numel(), ScalarType.Float64).mul(0.7).sin().add(1).reshape(output.shape).to(precision);
        output.mul(isChannelsLast ? ChannelsLast(weights) : weights).sum().backward();
        return [output, .. operands.Select(operand => operand.grad!)];
    }

    static Tensor ChannelsLast(Tensor value) => value.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    static double Deviation(Tensor single, Tensor right) =>
        (single.to(ScalarType.Float64) - right).abs().max().item<double>() / right.abs().max().item<double>();

    /// <summary>Returns the larger error; NaN is the worst.</summary>
    static double Worst(double one, double other) => double.IsNaN(one) || one > other ? one : other;
}

/// <summary>The error of a layer's output and gradients in single precision.</summary>
/// <param name="Name">The name of the layer.</param>
/// <param name="Relative">The largest deviation from double precision, relative to the largest value; NaN if any value is NaN.</param>
public sealed record KernelError(string Name, double Relative)
{
    /// <summary>The largest accepted error. Rounding alone stays below a tenth of it; wrong kernels had an error of 0.75, or NaN.</summary>
    internal const double Limit = 1e-4;

    public bool IsRight => Relative <= Limit;
}
