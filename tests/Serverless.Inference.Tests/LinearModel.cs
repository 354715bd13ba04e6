using System.Runtime.InteropServices;
using System.Text;

namespace Serverless.Inference.Tests;

/// <summary>Writes the smallest classifier in ONNX (flatten, then a matrix product), byte by byte: these tests know no exporter.</summary>
/// <remarks>Weights are pixels × classes, row-major.</remarks>
static class LinearModel
{
    public static byte[] Write(int channels, int height, int width, int classes, float[] weights, string input = "input")
    {
        byte[] flatten = [.. Text(1, input), .. Text(2, "flat"), .. Text(4, "Flatten")];
        byte[] product = [.. Text(1, "flat"), .. Text(1, "weights"), .. Text(2, "logits"), .. Text(4, "MatMul")];
        byte[] constant =
        [
            .. Number(1, channels * height * width), .. Number(1, classes), .. Number(2, 1), .. Text(8, "weights"),
            .. Bytes(9, MemoryMarshal.AsBytes<float>(weights).ToArray()),
        ];
        byte[] graph =
        [
            .. Bytes(1, flatten), .. Bytes(1, product), .. Text(2, "linear"), .. Bytes(5, constant),
            .. Bytes(11, Value(input, channels, height, width)), .. Bytes(12, Value("logits", classes)),
        ];
        byte[] metadata = [.. Text(1, "space"), .. Text(2, "none")];
        return [.. Number(1, 8), .. Bytes(7, graph), .. Bytes(8, Number(2, 17)), .. Bytes(14, metadata)];
    }

    static byte[] Value(string name, params int[] dimensions)
    {
        byte[] shape = Bytes(1, Text(2, "N"));
        foreach (var dimension in dimensions)
        {
            shape = [.. shape, .. Bytes(1, Number(1, dimension))];
        }

        return [.. Text(1, name), .. Bytes(2, Bytes(1, [.. Number(1, 1), .. Bytes(2, shape)]))];
    }

    static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    static byte[] Bytes(int field, byte[] content) => [.. VarInt((field << 3) | 2), .. VarInt(content.Length), .. content];

    static byte[] Number(int field, int value) => [.. VarInt(field << 3), .. VarInt(value)];

    static byte[] VarInt(int value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. VarInt(value >> 7)];
}
