using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Definitions;

/// <summary>One block of a network with every number settled: what costs, networks and their ONNX files are all made of.</summary>
/// <param name="Name">Unique in the network, for example <c>conv1</c>.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Output">What it makes.</param>
public abstract record PlannedBlock(string Name, BlockShape Input, BlockShape Output)
{
    /// <summary>Adds the block to an outline.</summary>
    internal abstract OutlineValue Extend(NetworkOutline outline, OutlineValue input);
}

/// <summary>A convolution that keeps height and width, or divides them by its stride, rounding up; depthwise with as many groups as channels.</summary>
public sealed record PlannedConvolution(string Name, BlockShape Input, BlockShape Output, WindowSize Kernel, WindowSize Stride, int Groups, bool HasBias)
    : PlannedBlock(Name, Input, Output)
{
    /// <value>Of weights and input; 32 where nothing is quantised.</value>
    public int Bits { get; init; } = BitWidths.Unquantised;

    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) =>
        outline.Convolution(input, Output.Channels, Kernel, Stride, Groups, HasBias ? ConvolutionEnd.Biased : ConvolutionEnd.Plain, Bits);
}

/// <summary>Windows that lie within the map; what is left at its right and lower border is not read.</summary>
public sealed record PlannedPool(string Name, BlockShape Input, BlockShape Output, bool IsMaximum, WindowSize Kernel, WindowSize Stride) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.Pool(input, Output.Height, Output.Width);
}

/// <summary>The average of each channel, as a vector.</summary>
public sealed record PlannedGlobalPool(string Name, BlockShape Input, BlockShape Output) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.GlobalPool(input);
}

/// <summary>All numbers of a map as one vector, channel by channel.</summary>
public sealed record PlannedFlatten(string Name, BlockShape Input, BlockShape Output) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.Flatten(input);
}

/// <summary>A linear layer on a vector.</summary>
public sealed record PlannedLinear(string Name, BlockShape Input, BlockShape Output, bool HasBias) : PlannedBlock(Name, Input, Output)
{
    /// <value>Of weights and input; 32 where nothing is quantised.</value>
    public int Bits { get; init; } = BitWidths.Unquantised;

    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) =>
        outline.Linear(input, Output.Channels, HasBias ? ConvolutionEnd.Biased : ConvolutionEnd.Plain, Bits);
}

/// <summary>Batch normalisation of each channel, or layer normalisation over the channels of each position; with scale and shift.</summary>
public sealed record PlannedNorm(string Name, BlockShape Input, BlockShape Output, bool IsBatch) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.Normalisation(input);
}

/// <summary>A function of each number.</summary>
public sealed record PlannedActivation(string Name, BlockShape Input, BlockShape Output, string Function) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => outline.Elementwise(input);
}

/// <summary>Leaves a share of the numbers out in training; nothing otherwise.</summary>
public sealed record PlannedDropout(string Name, BlockShape Input, BlockShape Output, double Rate) : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) => input;
}

/// <summary>Self-attention of several heads over the positions of a map (Vaswani et al. 2017), without position codes; projections have biases.</summary>
public sealed record PlannedAttention(string Name, BlockShape Input, BlockShape Output, int Heads) : PlannedBlock(Name, Input, Output)
{
    /// <value>Of the weights and inputs of its projections; 32 where nothing is quantised.</value>
    public int Bits { get; init; } = BitWidths.Unquantised;

    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input)
    {
        var joined = outline.Convolution(input, 3L * Input.Channels, kernel: 1, end: ConvolutionEnd.Biased, bits: Bits);
        return outline.Convolution(outline.Attend(joined, Heads), Input.Channels, kernel: 1, end: ConvolutionEnd.Biased, bits: Bits);
    }
}

/// <summary>
/// A gated recurrent layer (Cho et al. 2014) or long short-term memory (Hochreiter and Schmidhuber 1997) that reads a map row by row, each as one vector,
/// channel by channel, from a state of zeros.
/// </summary>
/// <remarks>Of PyTorch's form, with two biases to a gate; a GRU's reset gate is applied behind its product, as cuDNN does.</remarks>
/// <param name="Name">Unique in the network.</param>
/// <param name="Input">A map whose rows are steps.</param>
/// <param name="Output">The last state as a vector, or a map of one column with the state after each step.</param>
/// <param name="Units">Numbers of the state.</param>
/// <param name="IsLong">Whether it is long short-term memory.</param>
public sealed record PlannedRecurrent(string Name, BlockShape Input, BlockShape Output, int Units, bool IsLong) : PlannedBlock(Name, Input, Output)
{
    const int GatesOfGru = 3;
    const int GatesOfLstm = 4;

    /// <value>How many numbers a step reads.</value>
    public int StepSize => Input.Channels * Input.Width;

    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input) =>
        outline.Recur(input, Units, IsLong ? GatesOfLstm : GatesOfGru, keepsSteps: !Output.IsVector);
}

/// <summary>Blocks, at least one, whose input is added to what they make, behind a projection where shapes differ.</summary>
public sealed record PlannedResidual(string Name, BlockShape Input, BlockShape Output, IReadOnlyList<PlannedBlock> Blocks, PlannedBlock? Projection)
    : PlannedBlock(Name, Input, Output)
{
    internal override OutlineValue Extend(NetworkOutline outline, OutlineValue input)
    {
        var made = Blocks.Aggregate(input, (value, block) => block.Extend(outline, value));
        return outline.Elementwise(made, Projection?.Extend(outline, input) ?? input);
    }
}

/// <summary>What flows between blocks: feature maps, or a vector.</summary>
/// <param name="Channels">Of a vector its length.</param>
/// <param name="Height">1 for a vector.</param>
/// <param name="Width">1 for a vector.</param>
/// <param name="IsVector">Whether it is n × channels; otherwise n × channels × height × width.</param>
public readonly record struct BlockShape(int Channels, int Height, int Width, bool IsVector)
{
    public override string ToString() => IsVector ? $"a vector of {Channels}" : $"{Channels} × {Height} × {Width}";
}
