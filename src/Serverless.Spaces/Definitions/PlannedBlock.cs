using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Definitions;

/// <summary>One block of a network with all values evaluated, from which costs, networks and their ONNX files are derived.</summary>
/// <param name="Name">The name, unique in the network, for example <c>conv1</c>.</param>
/// <param name="Input">The shape of its input.</param>
/// <param name="Output">The shape of its output.</param>
public abstract record PlannedBlock(string Name, BlockShape Input, BlockShape Output)
{
    /// <summary>Adds the block to an outline.</summary>
    internal abstract OutlineValue Extend(NetworkOutline outline, OutlineValue input);
}

/// <summary>
/// A convolution that keeps height and width, or divides them by its stride, rounding up; depthwise if it has as many groups as channels.
/// </summary>
public sealed record PlannedConvolution(string Name, BlockShape Input, BlockShape Output, WindowSize Kernel, WindowSize Stride, int Groups, bool HasBias)
    : PlannedBlock(Name, Input, Output)
{
    /// <value>Bit width of weights and input; 32 when not quantised.</value>
    public int Bits { get; init; } = BitWidths.Unquantised;

    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) =>
        outline.Convolution(input, Output.Channels, Kernel, Stride, Groups, HasBias ? ConvolutionEnd.Biased : ConvolutionEnd.Plain, Bits);
}

/// <summary>Pooling over windows within the map; a remainder at its right and lower border is not read.</summary>
public sealed record PlannedPool(string Name, BlockShape Input, BlockShape Output, bool IsMaximum, WindowSize Kernel, WindowSize Stride) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.Pool(input, Output.Height, Output.Width);
}

/// <summary>The average of each channel, as a vector.</summary>
public sealed record PlannedGlobalPool(string Name, BlockShape Input, BlockShape Output) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.GlobalPool(input);
}

/// <summary>All elements of a map as one vector, channel by channel.</summary>
public sealed record PlannedFlatten(string Name, BlockShape Input, BlockShape Output) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.Flatten(input);
}

/// <summary>A linear layer on a vector.</summary>
public sealed record PlannedLinear(string Name, BlockShape Input, BlockShape Output, bool HasBias) : PlannedBlock(Name, Input, Output)
{
    /// <value>Bit width of weights and input; 32 when not quantised.</value>
    public int Bits { get; init; } = BitWidths.Unquantised;

    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) =>
        outline.Linear(input, Output.Channels, HasBias ? ConvolutionEnd.Biased : ConvolutionEnd.Plain, Bits);
}

/// <summary>Batch normalisation of each channel, or layer normalisation over the channels of each position; with scale and shift.</summary>
public sealed record PlannedNorm(string Name, BlockShape Input, BlockShape Output, bool IsBatch) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.Normalisation(input);
}

/// <summary>An activation function, applied to each element.</summary>
public sealed record PlannedActivation(string Name, BlockShape Input, BlockShape Output, string Function) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.Elementwise(input);
}

/// <summary>Dropout of a share of the elements in training; without effect otherwise.</summary>
public sealed record PlannedDropout(string Name, BlockShape Input, BlockShape Output, double Rate) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => input;
}

/// <summary>
/// Multi-head self-attention over the positions of a map (Vaswani et al. 2017), without positional encoding; projections have biases.
/// </summary>
public sealed record PlannedAttention(string Name, BlockShape Input, BlockShape Output, int Heads) : PlannedBlock(Name, Input, Output)
{
    /// <value>Bit width of the weights and inputs of its projections; 32 when not quantised.</value>
    public int Bits { get; init; } = BitWidths.Unquantised;

    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input)
    {
        var joined = outline.Convolution(input, 3L * Input.Channels, kernel: 1, end: ConvolutionEnd.Biased, bits: Bits);
        return outline.Convolution(outline.Attend(joined, Heads), Input.Channels, kernel: 1, end: ConvolutionEnd.Biased, bits: Bits);
    }
}

/// <summary>
/// A gated recurrent unit (Cho et al. 2014) or long short-term memory (Hochreiter and Schmidhuber 1997) that reads a map row by row, each row as one
/// vector, channel by channel, from a state of zeros.
/// </summary>
/// <remarks>As in PyTorch, with two biases per gate; a GRU's reset gate is applied after its product, as in cuDNN.</remarks>
/// <param name="Name">The name, unique in the network.</param>
/// <param name="Input">A map whose rows are steps.</param>
/// <param name="Output">The last state as a vector, or a map of one column with the state after each step.</param>
/// <param name="Units">Size of the state.</param>
/// <param name="IsLong">Whether it is long short-term memory.</param>
public sealed record PlannedRecurrent(string Name, BlockShape Input, BlockShape Output, int Units, bool IsLong) : PlannedBlock(Name, Input, Output)
{
    const int GatesOfGru = 3;
    const int GatesOfLstm = 4;

    /// <value>Number of inputs per step.</value>
    public int StepSize => Input.Channels * Input.Width;

    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) =>
        outline.Recur(input, Units, IsLong ? GatesOfLstm : GatesOfGru, keepsSteps: !Output.IsVector);
}

/// <summary>Blocks, at least one, to whose output their input is added, after a projection if shapes differ.</summary>
public sealed record PlannedResidual(string Name, BlockShape Input, BlockShape Output, IReadOnlyList<PlannedBlock> Blocks, PlannedBlock? Projection)
    : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input)
    {
        var made = Blocks.Aggregate(input, (value, block) => block.Extend(outline, value));
        return outline.Elementwise(made, Projection?.Extend(outline, input) ?? input);
    }
}

/// <summary>The shape of what is passed between blocks: feature maps, or a vector.</summary>
/// <param name="Channels">Number of channels; the length of a vector.</param>
/// <param name="Height">Height; 1 for a vector.</param>
/// <param name="Width">Width; 1 for a vector.</param>
/// <param name="IsVector">Whether it is n × channels; otherwise n × channels × height × width.</param>
public readonly record struct BlockShape(int Channels, int Height, int Width, bool IsVector)
{
    public override string ToString() => IsVector ? $"a vector of {Channels}" : $"{Channels} × {Height} × {Width}";
}
