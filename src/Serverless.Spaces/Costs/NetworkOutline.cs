namespace Serverless.Spaces.Costs;

/// <summary>The structure of a network without weights: its operators in order of execution, and their costs.</summary>
/// <remarks>
/// Built front to back, as the network computes. A convolution keeps height and width, or divides them by its stride, rounding up.
/// Batch normalisation after a convolution is part of it.
/// </remarks>
public sealed class NetworkOutline
{
    readonly List<OutlineOperator> _operators = [];
    readonly List<OutlineLayer> _layers = [];
    readonly List<int> _depths = [];

    /// <param name="shape">The shape of the network's input.</param>
    public NetworkOutline(ImageShape shape) => Input = Value(shape.Channels, shape.Height, shape.Width);

    /// <value>The input image.</value>
    public OutlineValue Input { get; }

    /// <value>The operators, in order of execution.</value>
    public IReadOnlyList<OutlineOperator> Operators => _operators;

    /// <value>Number of trainable weights, including scale and shift of batch normalisation.</value>
    public long Parameters { get; private set; }

    /// <value>Convolutions and linear layers; all other arithmetic is not counted.</value>
    public IReadOnlyList<OutlineLayer> Layers => _layers;

    /// <value>Number of convolutions and linear layers on the longest path from the image.</value>
    public int Depth => _depths.Max();

    public OutlineValue Convolution(
        OutlineValue input,
        long channels,
        int kernel,
        int stride = 1,
        long groups = 1,
        ConvolutionEnd end = ConvolutionEnd.Normalised,
        int bits = BitWidths.Unquantised) =>
        Convolution(input, channels, new WindowSize(kernel, kernel), new WindowSize(stride, stride), groups, end, bits);

    public OutlineValue Convolution(
        OutlineValue input, long channels, WindowSize kernel, WindowSize stride, long groups, ConvolutionEnd end, int bits)
    {
        var output = Value(channels, (input.Height + stride.Height - 1) / stride.Height, (input.Width + stride.Width - 1) / stride.Width);
        var fanIn = input.Channels / groups * kernel.Height * kernel.Width;
        AddLayer(fanIn, channels, output.Height * output.Width, end, bits);
        return Deeper(Add(output, isElementwise: false, input));
    }

    /// <summary>Counts a normalised convolution with equal numbers of channels that is part of the network although its output is not used.</summary>
    public void UnusedConvolution(OutlineValue input, int kernel) =>
        AddLayer(input.Channels * kernel * kernel, input.Channels, input.Height * input.Width, ConvolutionEnd.Normalised, BitWidths.Unquantised);

    public OutlineValue Linear(OutlineValue input, long outputs, ConvolutionEnd end = ConvolutionEnd.Biased, int bits = BitWidths.Unquantised)
    {
        AddLayer(input.Elements, outputs, pixels: 1, end, bits);
        return Deeper(Add(Value(outputs, 1, 1), isElementwise: false, input));
    }

    public OutlineValue Pool(OutlineValue input, int stride) =>
        Add(Value(input.Channels, (input.Height + stride - 1) / stride, (input.Width + stride - 1) / stride), isElementwise: false, input);

    /// <summary>Adds a pooling to a size.</summary>
    public OutlineValue Pool(OutlineValue input, long height, long width) => Add(Value(input.Channels, height, width), isElementwise: false, input);

    /// <summary>Adds a reshape of a map to a vector.</summary>
    public OutlineValue Flatten(OutlineValue input) => Add(Value(input.Elements, 1, 1), isElementwise: true, input);

    /// <summary>Adds the products of attention over the positions of a map: queries with keys, and their softmax with values.</summary>
    /// <param name="joined">Queries, keys and values, with equal numbers of channels.</param>
    /// <param name="heads">Number of heads, which divides the channels of each.</param>
    public OutlineValue Attend(OutlineValue joined, long heads)
    {
        var (channels, positions) = (joined.Channels / 3, joined.Height * joined.Width);
        _layers.Add(new OutlineLayer(positions * positions * channels, channels / heads));
        var scores = Deeper(Add(Value(heads, positions, positions), isElementwise: false, joined));
        _layers.Add(new OutlineLayer(positions * positions * channels, positions));
        return Deeper(Add(Value(channels, joined.Height, joined.Width), isElementwise: false, Elementwise(scores), joined));
    }

    /// <summary>Adds a recurrent layer over the rows of a map, with two biases per gate.</summary>
    /// <remarks>
    /// The inputs of all steps are multiplied first, then the state step by step. Counts as two layers of depth, whatever the number of steps.
    /// </remarks>
    /// <param name="input">The map; each row is a step.</param>
    /// <param name="units">Size of the state.</param>
    /// <param name="gates">Number of products of step and state per element of the state.</param>
    /// <param name="keepsSteps">Whether the output is the states after all steps, rather than only the last one.</param>
    public OutlineValue Recur(OutlineValue input, long units, long gates, bool keepsSteps)
    {
        var (features, steps) = (input.Channels * input.Width, input.Height);
        Parameters += gates * units * (features + units + 2);
        _layers.Add(new OutlineLayer(steps * gates * units * features, features));
        var read = Deeper(Add(Value(gates * units, steps, 1), isElementwise: false, input));
        _layers.Add(new OutlineLayer(steps * gates * units * units, units));
        var states = Deeper(Add(Value(units, steps, 1), isElementwise: false, read));
        return keepsSteps ? states : Add(Value(units, 1, 1), isElementwise: false, states);
    }

    public OutlineValue GlobalPool(OutlineValue input) => Add(Value(input.Channels, 1, 1), isElementwise: false, input);

    /// <summary>Adds a batch normalisation that does not follow a convolution.</summary>
    public OutlineValue Normalisation(OutlineValue input)
    {
        Parameters += 2 * input.Channels;
        return Elementwise(input);
    }

    /// <summary>Adds an activation, or a product with a constant.</summary>
    public OutlineValue Elementwise(OutlineValue input) => Add(Same(input), isElementwise: true, input);

    /// <summary>Adds a sum, or a product, of values of one size, or with one number per channel as the second.</summary>
    public OutlineValue Elementwise(OutlineValue first, OutlineValue second) => Add(Same(first), isElementwise: true, first, second);

    /// <summary>Adds a reordering of the same numbers.</summary>
    public OutlineValue Reorder(OutlineValue input) => Add(Same(input), isElementwise: false, input);

    void AddLayer(long fanIn, long channels, long pixels, ConvolutionEnd end, int bits)
    {
        Parameters += (fanIn + (int)end) * channels;
        _layers.Add(new OutlineLayer(fanIn * channels * pixels, fanIn) { WeightBits = bits, ActivationBits = bits });
    }

    OutlineValue Same(OutlineValue value) => Value(value.Channels, value.Height, value.Width);

    OutlineValue Value(long channels, long height, long width)
    {
        _depths.Add(0);
        return new(_depths.Count - 1, channels, height, width);
    }

    OutlineValue Deeper(OutlineValue value)
    {
        _depths[value.Id]++;
        return value;
    }

    OutlineValue Add(OutlineValue output, bool isElementwise, params IReadOnlyList<OutlineValue> inputs)
    {
        _depths[output.Id] = inputs.Max(input => _depths[input.Id]);
        _operators.Add(new OutlineOperator(inputs, output, isElementwise));
        return output;
    }
}

/// <summary>The arithmetic cost of one convolution or linear layer.</summary>
/// <param name="MultiplyAccumulates">Number of multiply-accumulates for one image.</param>
/// <param name="FanIn">Number of products that each output sums.</param>
public readonly record struct OutlineLayer(long MultiplyAccumulates, long FanIn)
{
    /// <value>Bit width of weights; 32 when not quantised.</value>
    public int WeightBits { get; init; } = BitWidths.Unquantised;

    /// <value>Bit width of the layer's input; 32 when not quantised.</value>
    public int ActivationBits { get; init; } = BitWidths.Unquantised;
}

/// <summary>One step of a network in order of execution.</summary>
/// <param name="Inputs">The values that it reads; a value can occur twice.</param>
/// <param name="Output">The value that it computes.</param>
/// <param name="IsElementwise">Whether it can overwrite an input of the output's size that is not read afterwards.</param>
public sealed record OutlineOperator(IReadOnlyList<OutlineValue> Inputs, OutlineValue Output, bool IsElementwise);

/// <summary>A tensor of one image in a <see cref="NetworkOutline"/>.</summary>
/// <param name="Id">Its index among the outline's values, from 0.</param>
/// <param name="Channels">Number of feature maps; the length of a vector.</param>
/// <param name="Height">Height in pixels; 1 for a vector.</param>
/// <param name="Width">Width in pixels; 1 for a vector.</param>
public sealed record OutlineValue(int Id, long Channels, long Height, long Width)
{
    /// <value>Number of elements.</value>
    public long Elements => Channels * Height * Width;
}

/// <summary>What follows the weights of a convolution; the value is the number of parameters per channel.</summary>
public enum ConvolutionEnd
{
    /// <summary>Nothing.</summary>
    Plain = 0,

    /// <summary>A bias.</summary>
    Biased = 1,

    /// <summary>Batch normalisation: a scale and a shift.</summary>
    Normalised = 2,
}
