using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Conv2d Conv2d(
            long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
            ScalarType? dtype = null) =>
            new(
                new(in_channels, out_channels, Square(kernel_size), Square(stride), Square(padding), null, Square(dilation), padding_mode, groups),
                bias, device, dtype);

        public static Conv2d Conv2d(
            long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
            (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
            Device? device = null, ScalarType? dtype = null) =>
            new(
                new(
                    in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), Pair(padding ?? (0, 0)), null,
                    Pair(dilation ?? (1, 1)), padding_mode, groups),
                bias, device, dtype);

        public static Conv2d Conv2d(
            long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
            ScalarType? dtype = null) =>
            new(
                new(in_channels, out_channels, Square(kernel_size), Square(stride), null, padding, Square(dilation), padding_mode, groups),
                bias, device, dtype);

        public static Conv2d Conv2d(
            long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
            (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
            Device? device = null, ScalarType? dtype = null) =>
            new(
                new(
                    in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), null, padding, Pair(dilation ?? (1, 1)),
                    padding_mode, groups),
                bias, device, dtype);

        static long[] Square(long side) => [side, side];

        static long[] Pair((long Height, long Width) sizes) => [sizes.Height, sizes.Width];
    }
}
