using Serverless.Spaces.Costs;
using Serverless.Spaces.Definitions;

namespace Serverless.Spaces.Morphisms;

/// <summary>Determines from which block another one can inherit the weights.</summary>
static class BlockMatching
{
    /// <summary>Returns whether a block can compute what another one does, with as many units or more, and a kernel as large or larger.</summary>
    /// <remarks>The larger block's input has as many elements or more, those of the other one first.</remarks>
    public static bool Enlarges(PlannedBlock parent, PlannedBlock child) => HasSamePlace(parent, child) && (parent, child) switch
    {
        (PlannedConvolution before, PlannedConvolution after) when IsOfOneKind(before, after) =>
            Covers(after.Kernel, before.Kernel) && after.Output.Channels >= before.Output.Channels && after.Stride == before.Stride
            && (after.HasBias || !before.HasBias) && IsWhole(before.Bits) && IsWhole(after.Bits),
        (PlannedLinear before, PlannedLinear after) =>
            after.Output.Channels >= before.Output.Channels && (after.HasBias || !before.HasBias) && IsWhole(before.Bits) && IsWhole(after.Bits),
        (PlannedNorm { IsBatch: true }, PlannedNorm { IsBatch: true }) => true,
        _ => IsWithoutWeights(parent, child) || IsSame(parent, child),
    };

    /// <summary>Returns whether a block equals another one with as many units or fewer.</summary>
    public static bool Cuts(PlannedBlock parent, PlannedBlock child) => HasSamePlace(parent, child) && (parent, child) switch
    {
        (PlannedConvolution before, PlannedConvolution after) when IsOfOneKind(before, after) =>
            after.Output.Channels <= before.Output.Channels && after.Kernel == before.Kernel && after.Stride == before.Stride
            && after.HasBias == before.HasBias && IsWhole(before.Bits) && IsWhole(after.Bits),
        (PlannedLinear before, PlannedLinear after) =>
            after.Output.Channels <= before.Output.Channels && after.HasBias == before.HasBias && IsWhole(before.Bits) && IsWhole(after.Bits),
        (PlannedNorm { IsBatch: true }, PlannedNorm { IsBatch: true }) => true,
        _ => IsWithoutWeights(parent, child) || IsSame(parent, child),
    };

    /// <summary>Returns whether a block can be inserted as an identity for the values at its place in a network.</summary>
    /// <param name="block">The block.</param>
    /// <param name="units">Number of values to pass on, the first of those that it reads.</param>
    /// <param name="range">The known range of these values.</param>
    public static bool HandsOn(PlannedBlock block, int units, ValueRange range) => block switch
    {
        PlannedConvolution { Stride: { Height: 1, Width: 1 } } convolution =>
            IsWhole(convolution.Bits) && convolution.Output.Channels >= units && (IsOrdinary(convolution) || IsDepthwise(convolution)),
        PlannedLinear linear => IsWhole(linear.Bits) && linear.Output.Channels >= units,
        PlannedNorm norm => norm.IsBatch,
        PlannedDropout => true,
        PlannedActivation { Function: "relu" or "leakyRelu" } => range >= ValueRange.NotNegative,
        PlannedActivation { Function: "relu6" } => range == ValueRange.UpToSix,
        _ => false,
    };

    /// <summary>Returns the known range of a block's output.</summary>
    /// <param name="block">The block.</param>
    /// <param name="range">The known range of its input.</param>
    public static ValueRange RangeOf(PlannedBlock block, ValueRange range) => block switch
    {
        PlannedActivation { Function: "relu" } => range == ValueRange.UpToSix ? range : ValueRange.NotNegative,
        PlannedActivation { Function: "relu6" or "sigmoid" } => ValueRange.UpToSix,
        PlannedPool or PlannedGlobalPool or PlannedFlatten or PlannedDropout => range,
        _ => ValueRange.Any,
    };

    static bool IsOfOneKind(PlannedConvolution before, PlannedConvolution after) =>
        (IsOrdinary(before) && IsOrdinary(after)) || (IsDepthwise(before) && IsDepthwise(after));

    /// <summary>Returns whether each unit depends on all inputs.</summary>
    static bool IsOrdinary(PlannedConvolution convolution) => convolution.Groups == 1;

    /// <summary>Returns whether each unit depends on the input channel of the same index only.</summary>
    static bool IsDepthwise(PlannedConvolution convolution) =>
        convolution.Groups == convolution.Input.Channels && convolution.Output.Channels == convolution.Input.Channels;

    static bool HasSamePlace(PlannedBlock parent, PlannedBlock child) =>
        parent.GetType() == child.GetType()
        && (parent.Input.Height, parent.Input.Width, parent.Input.IsVector) == (child.Input.Height, child.Input.Width, child.Input.IsVector);

    static bool IsWithoutWeights(PlannedBlock parent, PlannedBlock child) => (parent, child) switch
    {
        (PlannedPool before, PlannedPool after) => (before.IsMaximum, before.Kernel, before.Stride) == (after.IsMaximum, after.Kernel, after.Stride),
        (PlannedActivation before, PlannedActivation after) => before.Function == after.Function,
        (PlannedGlobalPool or PlannedFlatten or PlannedDropout, _) => true,
        _ => false,
    };

    /// <summary>Returns whether both blocks are equal except for their names and those of the blocks inside.</summary>
    static bool IsSame(PlannedBlock parent, PlannedBlock child) => (parent, child) switch
    {
        (PlannedResidual before, PlannedResidual after) =>
            before.Input == after.Input && before.Output == after.Output && before.Blocks.Count == after.Blocks.Count
            && before.Blocks.Zip(after.Blocks).All(pair => IsSame(pair.First, pair.Second))
            && (before.Projection, after.Projection) is var projections
            && (projections is (null, null) || (projections is ({ } one, { } other) && IsSame(one, other))),
        _ => parent == child with { Name = parent.Name },
    };

    static bool Covers(WindowSize window, WindowSize other) => window.Height >= other.Height && window.Width >= other.Width;

    static bool IsWhole(int bits) => bits == BitWidths.Unquantised;
}

/// <summary>Known ranges of values, each a subset of the previous one.</summary>
enum ValueRange
{
    Any,
    NotNegative,
    UpToSix,
}
