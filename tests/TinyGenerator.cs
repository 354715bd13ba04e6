using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Tests;

/// <summary>
/// The smallest generator in ONNX, written byte by byte, since these tests use no exporter. The preference for quality increases the probability of 3
/// × 3 convolutions, which add both quality and cost; a cell of skip connections only has the cost of the cheapest reference.
/// </summary>
static class TinyGenerator
{
    const int Decisions = 6;
    const int Choices = 5;
    const int Convolution = 3;
    const int Skip = 1;
    const int Float = 1;
    const int Long = 7;

    static readonly NasBench201Space Space = new();

    /// <summary>What it says of itself, with two devices: twice as much is twice as slow.</summary>
    public static GeneratorMetadata Metadata { get; } = new()
    {
        Kind = GeneratorKind.Modnas,
        Space = Space.DefaultSkeleton,
        Shape = new ImageShape(3, 32, 32, 10),
        Quality = new Objective { Metric = "accuracy", Goal = Goal.Maximise },
        Cost = new Objective { Metric = "latencyMs", Goal = Goal.Minimise },
        References = [.. ReferenceArchitectures.Of(Space, Space.DefaultSkeleton, new ImageShape(3, 32, 32, 10)).Select(Space.Format)],
        Devices = [new GeneratorDevice("phone", Values(1), 0.9), new GeneratorDevice("board", Values(2), 0.8)],
        Conditions = 2,
        CostInputs = [new SurrogateInput("tokens", Decisions, Choices)],
        CostMembers = 2,
        Training = new SurrogateTraining("hash", 100, 1),
        CreatedBy = "tests",
    };

    public static SurrogateMetadata Quality { get; } = new()
    {
        Kind = "tiny",
        Space = Metadata.Space,
        Shape = Metadata.Shape,
        Inputs = Metadata.CostInputs,
        Targets = [Metadata.Quality],
        Scales = [new SurrogateScale(0, 1)],
        Members = 2,
        HasScores = false,
        HasObjectives = true,
        Training = Metadata.Training,
        HeldOut = new SurrogateQuality { Size = 10, Spearman = [0.75] },
        CreatedBy = "tests",
    };

    /// <summary>From condition, device and noise to choices.</summary>
    /// <param name="conditions">How wide the condition is.</param>
    /// <param name="choice">What is added to each choice: one that there is not, in a broken file.</param>
    public static byte[] GeneratorFile(int conditions = 2, int choice = 0)
    {
        var weights = new float[conditions * Decisions * Choices];
        for (var decision = 0; decision < Decisions; decision++)
        {
            // With a half each, the first three decisions are convolutions.
            weights[(decision * Choices) + Convolution] = 8 - decision;
            weights[((conditions - 1) * Decisions * Choices) + (decision * Choices) + Skip] = 3 + decision;
        }

        return Model(
            [
                Node("MatMul", ["condition", "weights"], "preferred"), Node("MatMul", ["device", "nothing"], "known"), Node("Add", ["preferred", "known"], "sum"),
                Node("Add", ["sum", "noise"], "logits"), Node("Reshape", ["logits", "shape"], "by decision"), Node("ArgMax", ["by decision"], "greatest", ("axis", 2), ("keepdims", 0)),
                Node("Add", ["greatest", "shift"], "choices"),
            ],
            [
                Floats("weights", weights, conditions, Decisions * Choices), Floats("nothing", new float[Metadata.References.Count * Decisions * Choices], Metadata.References.Count, Decisions * Choices),
                Longs("shape", -1, Decisions, Choices), Scalar("shift", choice),
            ],
            [Value("condition", Float, conditions), Value("device", Float, Metadata.References.Count), Value("noise", Float, Decisions * Choices)],
            [Value("choices", Long, Decisions)]);
    }

    /// <summary>From an architecture and a device to costs.</summary>
    public static byte[] CostFile() => Model(
        [
            Node("Reshape", ["tokens", "shape"], "flat"), Node("MatMul", ["flat", "weights"], "own"), Node("MatMul", ["device", "nothing"], "known"), Node("Add", ["own", "known"], "cost"),
        ],
        [
            Floats("weights", Worth(2, member => (1 + (0.1f * member)) / Decisions), Decisions * Choices, 2),
            Floats("nothing", new float[Metadata.References.Count * 2], Metadata.References.Count, 2), Longs("shape", -1, Decisions * Choices),
        ],
        [Value("tokens", Float, Decisions, Choices), Value("device", Float, Metadata.References.Count)],
        [Value("cost", Float, 2)]);

    /// <summary>From an architecture to its quality.</summary>
    public static byte[] QualityFile() => Model(
        [Node("Reshape", ["tokens", "shape"], "flat"), Node("MatMul", ["flat", "weights"], "own"), Node("Reshape", ["own", "by member"], "objectives")],
        [Floats("weights", Worth(2, member => 10 + member), Decisions * Choices, 2), Longs("shape", -1, Decisions * Choices), Longs("by member", -1, 2, 1)],
        [Value("tokens", Float, Decisions, Choices)],
        [Value("objectives", Float, 2, 1)],
        JsonSerializer.Serialize(Quality, CoreJson.Default.SurrogateMetadata));

    /// <summary>What a device takes for the references that is so many times as slow as the phone.</summary>
    public static double[] Values(double times) => [.. Enumerable.Range(0, ReferenceArchitectures.Count).Select(place => times * (1 + place))];

    // What a convolution is worth, by member.
    static float[] Worth(int members, Func<int, float> of)
    {
        var weights = new float[Decisions * Choices * members];
        for (var decision = 0; decision < Decisions; decision++)
        {
            for (var member = 0; member < members; member++)
            {
                weights[(((decision * Choices) + Convolution) * members) + member] = of(member);
            }
        }

        return weights;
    }

    static byte[] Model(byte[][] nodes, byte[][] constants, byte[][] inputs, byte[][] outputs, string? metadata = null)
    {
        byte[] graph =
        [
            .. nodes.SelectMany(node => Bytes(1, node)), .. Text(2, "tiny"), .. constants.SelectMany(constant => Bytes(5, constant)),
            .. inputs.SelectMany(input => Bytes(11, input)), .. outputs.SelectMany(output => Bytes(12, output)),
        ];
        byte[] said = metadata is null ? [] : Bytes(14, [.. Text(1, SurrogateOutputs.MetadataKey), .. Text(2, metadata)]);
        return [.. Number(1, 8), .. Bytes(7, graph), .. Bytes(8, Number(2, 17)), .. said];
    }

    static byte[] Node(string operation, string[] inputs, string output, params (string Name, int Value)[] attributes) =>
    [
        .. inputs.SelectMany(input => Text(1, input)), .. Text(2, output), .. Text(4, operation),
        .. attributes.SelectMany(attribute => Bytes(5, [.. Text(1, attribute.Name), .. Number(3, attribute.Value), .. Number(20, 2)])),
    ];

    static byte[] Floats(string name, float[] values, params int[] dimensions) =>
        [.. dimensions.SelectMany(dimension => Number(1, dimension)), .. Number(2, Float), .. Text(8, name), .. Bytes(9, MemoryMarshal.AsBytes<float>(values).ToArray())];

    static byte[] Longs(string name, params long[] values) =>
        [.. Number(1, values.Length), .. Number(2, Long), .. Text(8, name), .. Bytes(9, MemoryMarshal.AsBytes<long>(values).ToArray())];

    static byte[] Scalar(string name, long value) => [.. Number(2, Long), .. Text(8, name), .. Bytes(9, BitConverter.GetBytes(value))];

    static byte[] Value(string name, int type, params int[] dimensions)
    {
        byte[] shape = [.. Bytes(1, Text(2, "N")), .. dimensions.SelectMany(dimension => Bytes(1, Number(1, dimension)))];
        return [.. Text(1, name), .. Bytes(2, Bytes(1, [.. Number(1, type), .. Bytes(2, shape)]))];
    }

    static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    static byte[] Bytes(int field, byte[] content) => [.. VarInt((field << 3) | 2), .. VarInt(content.Length), .. content];

    static byte[] Number(int field, int value) => [.. VarInt(field << 3), .. VarInt(value)];

    static byte[] VarInt(int value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. VarInt(value >> 7)];
}
