namespace Serverless.Spaces.Definitions;

/// <summary>One block of the network of a user-defined space; its fields depend on the kind of block.</summary>
public sealed record BlockDefinition
{
    /// <value>
    /// The kind of block: <c>conv</c>, <c>depthwise</c>, <c>pool</c>, <c>globalPool</c>, <c>flatten</c>, <c>linear</c>, <c>norm</c>,
    /// <c>activation</c>, <c>dropout</c>, <c>attention</c>, <c>gru</c>, <c>lstm</c>, <c>residual</c> or <c>repeat</c>.
    /// </value>
    public required string Block { get; init; }

    /// <value>
    /// For <c>pool</c>: max or average. For <c>norm</c>: batch or layer. For <c>activation</c>: relu, relu6, leakyRelu, hardswish, silu, gelu,
    /// sigmoid or tanh.
    /// </value>
    public DefinitionValue? Kind { get; init; }

    /// <value>For <c>conv</c>: number of output feature maps, 1 to 4,096.</value>
    public DefinitionValue? Channels { get; init; }

    /// <value>Side of the window: for convolutions odd, 1 to 31; for <c>pool</c> 2 to 31.</value>
    public DefinitionValue? Kernel { get; init; }

    /// <value>Width of the window if it differs from its height: for convolutions odd, 1 to 31; for <c>pool</c> 1 to 31. Default the kernel.</value>
    public DefinitionValue? KernelWidth { get; init; }

    /// <value>The stride, 1 to 8. Default 1. For <c>pool</c> 1 to 31; default its kernel.</value>
    public DefinitionValue? Stride { get; init; }

    /// <value>The stride along the width if it differs. Default the stride; for <c>pool</c> without a stride, the width of its window.</value>
    public DefinitionValue? StrideWidth { get; init; }

    /// <value>For <c>conv</c>: number of groups, a divisor of its input and output channels. Default 1.</value>
    public DefinitionValue? Groups { get; init; }

    /// <value>For <c>linear</c>: number of outputs, 1 to 16,384. For <c>gru</c> and <c>lstm</c>: size of the state, 1 to 4,096.</value>
    public DefinitionValue? Units { get; init; }

    /// <value>For <c>dropout</c>: share of values dropped in training, 0 (inclusive) to 1 (exclusive).</value>
    public DefinitionValue? Rate { get; init; }

    /// <value>For <c>attention</c>: number of heads, a divisor of the channels. Default 1.</value>
    public DefinitionValue? Heads { get; init; }

    /// <value>
    /// For <c>gru</c> and <c>lstm</c>: whether the output is the states after all steps, one row per step, rather than only the last. Default false.
    /// </value>
    public DefinitionValue? Sequence { get; init; }

    /// <value>For <c>conv</c>, <c>depthwise</c> and <c>linear</c>: whether a bias is added. Default true.</value>
    public DefinitionValue? Bias { get; init; }

    /// <value>
    /// For <c>conv</c>, <c>depthwise</c>, <c>linear</c> and <c>attention</c>: bit width to which weights and the layer's input are quantised, 2 to 8.
    /// Default 32: not quantised.
    /// </value>
    public DefinitionValue? Bits { get; init; }

    /// <value>For <c>repeat</c>: number of repetitions, 0 to 64.</value>
    public DefinitionValue? Count { get; init; }

    /// <value>For <c>repeat</c>: the name by which the blocks inside refer to the number of the repetition, from 1. Default <c>i</c>.</value>
    public string? Index { get; init; }

    /// <value>For <c>residual</c> and <c>repeat</c>: the blocks inside.</value>
    public IReadOnlyList<BlockDefinition>? Blocks { get; init; }

    /// <value>The condition under which the block exists: choices by the names of active decisions, all of which have to hold. Null: always.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<DefinitionValue>>? When { get; init; }
}
