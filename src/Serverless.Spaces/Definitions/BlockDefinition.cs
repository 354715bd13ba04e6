namespace Serverless.Spaces.Definitions;

/// <summary>One block of the network of a space of one's own; which fields it has depends on what it is.</summary>
public sealed record BlockDefinition
{
    /// <value><c>conv</c>, <c>depthwise</c>, <c>pool</c>, <c>globalPool</c>, <c>flatten</c>, <c>linear</c>, <c>norm</c>, <c>activation</c>, <c>dropout</c>, <c>attention</c>, <c>gru</c>, <c>lstm</c>, <c>residual</c> or <c>repeat</c>.</value>
    public required string Block { get; init; }

    /// <value>
    /// Of <c>pool</c>: max or average. Of <c>norm</c>: batch or layer. Of <c>activation</c>: relu, relu6, leakyRelu, hardswish, silu, gelu, sigmoid or tanh.
    /// </value>
    public DefinitionValue? Kind { get; init; }

    /// <value>Of <c>conv</c>: feature maps that it makes, 1 to 4,096.</value>
    public DefinitionValue? Channels { get; init; }

    /// <value>Side of the window: of convolutions odd, 1 to 31; of <c>pool</c> 2 to 31.</value>
    public DefinitionValue? Kernel { get; init; }

    /// <value>How wide the window is where that is not its height: of convolutions odd, 1 to 31; of <c>pool</c> 1 to 31. Default the kernel.</value>
    public DefinitionValue? KernelWidth { get; init; }

    /// <value>1 to 8; default 1, of <c>pool</c> its kernel.</value>
    public DefinitionValue? Stride { get; init; }

    /// <value>The stride along the width where that is another. Default the stride; of <c>pool</c> without a stride the width of its window.</value>
    public DefinitionValue? StrideWidth { get; init; }

    /// <value>Of <c>conv</c>: divides the channels that it reads and those that it makes. Default 1.</value>
    public DefinitionValue? Groups { get; init; }

    /// <value>Of <c>linear</c>: numbers that it makes, 1 to 16,384. Of <c>gru</c> and <c>lstm</c>: numbers of its state, 1 to 4,096.</value>
    public DefinitionValue? Units { get; init; }

    /// <value>Of <c>dropout</c>: the share that is left out in training, from 0 to below 1.</value>
    public DefinitionValue? Rate { get; init; }

    /// <value>Of <c>attention</c>: divides the channels. Default 1.</value>
    public DefinitionValue? Heads { get; init; }

    /// <value>Of <c>gru</c> and <c>lstm</c>: whether the states after all steps go on, one below the other, and not the last one alone. Default false.</value>
    public DefinitionValue? Sequence { get; init; }

    /// <value>Of <c>conv</c>, <c>depthwise</c> and <c>linear</c>: whether a bias is added. Default true.</value>
    public DefinitionValue? Bias { get; init; }

    /// <value>Of <c>conv</c>, <c>depthwise</c>, <c>linear</c> and <c>attention</c>: to how many bits weights and what the layer reads are quantised, 2 to 8. Default 32: not.</value>
    public DefinitionValue? Bits { get; init; }

    /// <value>Of <c>repeat</c>: how many times, 0 to 64.</value>
    public DefinitionValue? Count { get; init; }

    /// <value>Of <c>repeat</c>: the name of the number of the repetition, from 1, in the blocks inside. Default <c>i</c>.</value>
    public string? Index { get; init; }

    /// <value>Of <c>residual</c> and <c>repeat</c>: the blocks inside.</value>
    public IReadOnlyList<BlockDefinition>? Blocks { get; init; }

    /// <value>When the block is there: names of decisions that count, and their choices, all of which have to hold. Null: always.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<DefinitionValue>>? When { get; init; }
}
