using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Definitions;

/// <summary>Plans one block that does not contain other blocks.</summary>
/// <param name="numbers">Evaluates values for the architecture.</param>
/// <param name="block">The definition of the block.</param>
/// <param name="at">The JSON pointer to the definition.</param>
/// <param name="input">The shape of the block's input.</param>
sealed class BlockPlanner(BlockNumbers numbers, BlockDefinition block, string at, BlockShape input)
{
    const int MostChannels = 4_096;
    const int MostUnits = 16_384;
    const int LargestKernel = 31;
    const int LargestStride = 8;
    const int MostStates = 4_096;
    const int MostSteps = 4_096;
    const long MostScores = 1L << 24;

    /// <summary>The activation functions.</summary>
    public static readonly string[] Functions = ["relu", "relu6", "leakyRelu", "hardswish", "silu", "gelu", "sigmoid", "tanh"];

    int Bits => numbers.Bits(block.Bits, $"{at}/bits");

    /// <exception cref="LayoutException">The block cannot be laid out.</exception>
    public PlannedBlock Plan(string name) => block.Block switch
    {
        "conv" => Convolution(name, numbers.Whole(block.Channels, $"{at}/channels", 1, MostChannels), null),
        "depthwise" => Convolution(name, input.Channels, input.Channels),
        "pool" => Pool(name),
        "globalPool" => new PlannedGlobalPool(name, Map(), Vector(input.Channels)),
        "flatten" => new PlannedFlatten(name, input, NetworkLayout.VectorOf(input, at)),
        "linear" => new PlannedLinear(
            name, input, Vector(numbers.Whole(block.Units, $"{at}/units", 1, MostUnits)), numbers.Truth(block.Bias, $"{at}/bias", otherwise: true))
        {
            Bits = Bits,
        },
        "norm" => new PlannedNorm(name, input, input, numbers.Name(block.Kind, $"{at}/kind", ["batch", "layer"]) == "batch"),
        "activation" => new PlannedActivation(name, input, input, numbers.Name(block.Kind, $"{at}/kind", Functions)),
        "dropout" => new PlannedDropout(name, input, input, numbers.Share(block.Rate, $"{at}/rate")),
        "attention" => Attention(name),
        "gru" or "lstm" => Recurrent(name),
        _ => throw new LayoutException($"{at}/block", $"'{block.Block}' is not a block; use one of {string.Join(", ", BlockKinds.Names)}."),
    };

    PlannedConvolution Convolution(string name, int channels, int? depthwise)
    {
        var height = numbers.Whole(block.Kernel, $"{at}/kernel", 1, LargestKernel);
        var kernel = new WindowSize(height, numbers.Whole(block.KernelWidth, $"{at}/kernelWidth", 1, LargestKernel, otherwise: height));
        var down = numbers.Whole(block.Stride, $"{at}/stride", 1, LargestStride, otherwise: 1);
        var stride = new WindowSize(down, numbers.Whole(block.StrideWidth, $"{at}/strideWidth", 1, LargestStride, otherwise: down));
        var groups = depthwise ?? numbers.Whole(block.Groups, $"{at}/groups", 1, MostChannels, otherwise: 1);
        var (hasBias, bits) = (numbers.Truth(block.Bias, $"{at}/bias", otherwise: true), Bits);
        RequireOdd(kernel.Height, "kernel");
        RequireOdd(kernel.Width, "kernelWidth");

        var map = Map();
        if (map.Channels % groups != 0 || channels % groups != 0)
        {
            throw LayoutException.OfShape(
                $"{at}/groups", $"{groups} groups do not divide {map.Channels} input channels and {channels} output channels; use a common divisor.");
        }

        var output = new BlockShape(channels, NetworkLayout.Divided(map.Height, stride.Height), NetworkLayout.Divided(map.Width, stride.Width), IsVector: false);
        return new PlannedConvolution(name, map, output, kernel, stride, groups, hasBias) { Bits = bits };
    }

    PlannedPool Pool(string name)
    {
        var isMaximum = numbers.Name(block.Kind, $"{at}/kind", ["max", "average"]) == "max";
        var height = numbers.Whole(block.Kernel, $"{at}/kernel", 2, LargestKernel);
        var kernel = new WindowSize(height, numbers.Whole(block.KernelWidth, $"{at}/kernelWidth", 1, LargestKernel, otherwise: height));
        var down = numbers.Whole(block.Stride, $"{at}/stride", 1, LargestKernel, otherwise: height);
        var stride = new WindowSize(
            down, numbers.Whole(block.StrideWidth, $"{at}/strideWidth", 1, LargestKernel, otherwise: block.Stride is null ? kernel.Width : down));
        var map = Map();
        if (kernel.Height > map.Height || kernel.Width > map.Width)
        {
            throw LayoutException.OfShape(
                kernel.Height > map.Height || block.KernelWidth is null ? $"{at}/kernel" : $"{at}/kernelWidth",
                $"A window of {kernel} is larger than the map, {map}; pool less before it, or give the block a when.");
        }

        var output = map with
        {
            Height = ((map.Height - kernel.Height) / stride.Height) + 1,
            Width = ((map.Width - kernel.Width) / stride.Width) + 1,
        };
        return new PlannedPool(name, map, output, isMaximum, kernel, stride);
    }

    PlannedAttention Attention(string name)
    {
        var heads = numbers.Whole(block.Heads, $"{at}/heads", 1, MostChannels, otherwise: 1);
        var (map, bits) = (Map(), Bits);
        if (map.Channels % heads != 0)
        {
            throw LayoutException.OfShape($"{at}/heads", $"{heads} heads do not divide {map.Channels} channels; use a divisor.");
        }

        var positions = (long)map.Height * map.Width;
        return heads * positions * positions <= MostScores
            ? new PlannedAttention(name, map, map, heads) { Bits = bits }
            : throw LayoutException.OfShape(
                at, $"Attention of {heads} heads over {map.Height} × {map.Width} positions compares more than {MostScores:N0} pairs; pool before it, or use fewer heads.");
    }

    PlannedRecurrent Recurrent(string name)
    {
        var units = numbers.Whole(block.Units, $"{at}/units", 1, MostStates);
        var keepsSteps = numbers.Truth(block.Sequence, $"{at}/sequence", otherwise: false);
        var map = Map();
        return map.Height <= MostSteps
            ? new PlannedRecurrent(name, map, keepsSteps ? new BlockShape(units, map.Height, 1, IsVector: false) : Vector(units), units, block.Block == "lstm")
            : throw LayoutException.OfShape(at, $"There are {map.Height:N0} steps, the height of {map}; at most {MostSteps:N0} are supported. Pool before it.");
    }

    void RequireOdd(int size, string field)
    {
        if (size % 2 == 0)
        {
            throw new LayoutException($"{at}/{field}", $"A convolution's kernel must be odd, so that maps keep their size; {size} is even.");
        }
    }

    BlockShape Map() => input.IsVector
        ? throw LayoutException.OfShape(at, $"'{block.Block}' reads feature maps, but its input is {input}; put it before flatten, globalPool and linear.")
        : input;

    static BlockShape Vector(int length) => new(length, 1, 1, IsVector: true);
}
