using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What modules compute, as functions.</summary>
        public static partial class functional
        {
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1) =>
                Aten.Call("conv2d", input, weight, bias, strides ?? [1], padding ?? [0], dilation ?? [1], groups);

            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid,
                long[]? dilation = null, long groups = 1) =>
                Aten.Call(
                    "conv2d.padding", input, weight, bias, strides ?? [1], padding == Padding.Same ? "same" : "valid", dilation ?? [1], groups);

            /// <summary>Pads from the last dimension on, two sides each.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var name = mode == PaddingModes.Zeros ? "constant" : mode.ToString().ToLowerInvariant();
                return Aten.Call("pad", input, pad, name, name == "constant" ? value : Argument.None);
            }

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.Call("linear", input, weights, bias);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Aten.Call(inplace ? "dropout_" : "dropout", input, p, training);

            /// <summary>A new last dimension with a 1 at each index, of size <paramref name="num_classes"/> or the largest index + 1.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.Call("one_hot", x, num_classes);

            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using var norm = Aten.Call("norm.ScalarOpt_dim", input, p, new long[] { dim }, true);
                using var divisor = norm.clamp(eps);
                return input.div(divisor);
            }
        }
    }
}
