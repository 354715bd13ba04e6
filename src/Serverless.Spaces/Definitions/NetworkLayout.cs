using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Definitions;

/// <summary>Lays out the network of one architecture block by block: the only place where shapes are inferred.</summary>
/// <param name="numbers">Evaluates values for the architecture.</param>
/// <param name="faults">Collects the errors of blocks, which are then left out; null: errors are thrown.</param>
sealed class NetworkLayout(BlockNumbers numbers, NetworkFaults? faults = null)
{
    /// <summary>The most blocks of a network, with repeated ones counted each time.</summary>
    public const int MostBlocks = 200;

    /// <summary>The deepest nesting of blocks.</summary>
    public const int DeepestNesting = 8;

    const int MostRepeats = 64;
    const long MostElements = 1L << 26;
    const long MostParameters = 1L << 28;
    const long MostMacs = 1L << 38;

    readonly Dictionary<string, int> _names = [];
    int _count;

    /// <summary>Lays a network out.</summary>
    /// <exception cref="LayoutException">The network cannot be laid out.</exception>
    public NetworkPlan Plan(IReadOnlyList<BlockDefinition> network, ImageShape shape)
    {
        const string Pointer = "/definition/network";
        var blocks = new List<PlannedBlock>();
        var output = Place(network, Pointer, new BlockShape(shape.Channels, shape.Height, shape.Width, IsVector: false), blocks, depth: 1);
        var plan = new NetworkPlan(shape, blocks, output);
        if (faults is { IsShapeKnown: false })
        {
            return plan;
        }

        var outline = plan.Outline();
        var macs = outline.Layers.Sum(layer => layer.MultiplyAccumulates);
        return outline.Parameters <= MostParameters && macs <= MostMacs
            ? plan
            : throw LayoutException.OfShape(
                Pointer, $"The network has {outline.Parameters:N0} parameters and {macs:N0} MACs; at most {MostParameters:N0} and {MostMacs:N0} are supported. Make it smaller.");
    }

    BlockShape Place(IReadOnlyList<BlockDefinition> blocks, string pointer, BlockShape input, List<PlannedBlock> into, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new LayoutException(pointer, $"Blocks can be nested at most {DeepestNesting} deep.");
        }

        var value = input;
        foreach (var (place, block) in blocks.Index())
        {
            var at = $"{pointer}/{place}";
            if (++_count > MostBlocks)
            {
                throw LayoutException.OfShape(at, $"A network has at most {MostBlocks} blocks, repeated ones counted each time; repeat fewer.");
            }

            try
            {
                value = !numbers.Holds(block.When, $"{at}/when") ? value
                    : block.Block == "repeat" ? Repeat(block, at, value, into, depth)
                    : Add(block, at, value, into, depth);
            }
            catch (LayoutException fault) when (faults is not null)
            {
                faults.Add(fault);
            }
        }

        return value;
    }

    BlockShape Repeat(BlockDefinition block, string at, BlockShape input, List<PlannedBlock> into, int depth)
    {
        var count = numbers.Whole(block.Count, $"{at}/count", 0, MostRepeats);
        var index = block.Index ?? "i";
        var value = input;
        for (var i = 1; i <= count; i++)
        {
            if (!numbers.Enter(index, i))
            {
                throw new LayoutException($"{at}/index", $"'{index}' is the name of a decision or of an enclosing repetition; use another name.");
            }

            value = Place(block.Blocks ?? [], $"{at}/blocks", value, into, depth + 1);
            numbers.Leave(index);
        }

        return value;
    }

    BlockShape Add(BlockDefinition block, string at, BlockShape input, List<PlannedBlock> into, int depth)
    {
        var value = input;
        if (block.Block == "linear" && !input.IsVector)
        {
            value = Keep(new PlannedFlatten(NameOf("flatten"), input, VectorOf(input, at)), at, into);
        }

        var made = block.Block == "residual"
            ? Residual(block, at, value, depth)
            : new BlockPlanner(numbers, block, at, value).Plan(NameOf(block.Block));
        return Keep(made, at, into);
    }

    PlannedResidual Residual(BlockDefinition block, string at, BlockShape input, int depth)
    {
        var name = NameOf("residual");
        var inner = new List<PlannedBlock>();
        var output = Place(block.Blocks ?? [], $"{at}/blocks", input, inner, depth + 1);
        if (inner.Count == 0)
        {
            throw LayoutException.OfShape($"{at}/blocks", "This has no blocks to add the input to; give blocks, or give the residual the same when as its blocks.");
        }

        return new PlannedResidual(name, input, output, inner, ProjectionOf(input, output, at));
    }

    PlannedBlock? ProjectionOf(BlockShape input, BlockShape output, string at)
    {
        if (input == output)
        {
            return null;
        }

        if (input.IsVector && output.IsVector)
        {
            return new PlannedLinear(NameOf("projection"), input, output, HasBias: false);
        }

        var down = Divided(input.Height, output.Height);
        var stride = new WindowSize(down, Divided(input.Width, down) == output.Width ? down : Divided(input.Width, output.Width));
        return !input.IsVector && !output.IsVector && Divided(input.Height, stride.Height) == output.Height && Divided(input.Width, stride.Width) == output.Width
            ? new PlannedConvolution(NameOf("projection"), input, output, new WindowSize(1, 1), stride, Groups: 1, HasBias: false)
            : throw LayoutException.OfShape(
                $"{at}/blocks", $"The input, {input}, cannot be added to the output of the blocks, {output}: pool before the residual, or use convolutions with a stride.");
    }

    static BlockShape Keep(PlannedBlock block, string at, List<PlannedBlock> into)
    {
        var elements = (long)block.Output.Channels * block.Output.Height * block.Output.Width;
        if (elements > MostElements)
        {
            throw LayoutException.OfShape(at, $"This computes {elements:N0} numbers per image; at most {MostElements:N0} are supported. Use fewer channels, or pool before it.");
        }

        into.Add(block);
        return block.Output;
    }

    /// <summary>Returns the shape of a map flattened to a vector.</summary>
    /// <exception cref="LayoutException">The vector is too long.</exception>
    internal static BlockShape VectorOf(BlockShape map, string at) => (long)map.Channels * map.Height * map.Width is <= MostElements and var elements
        ? new BlockShape((int)elements, 1, 1, IsVector: true)
        : throw LayoutException.OfShape(at, $"{map} is too large for one vector; pool before it.");

    /// <summary>Returns a size divided by a stride, rounded up.</summary>
    internal static int Divided(int size, int stride) => (size + stride - 1) / stride;

    string NameOf(string kind)
    {
        _names[kind] = _names.GetValueOrDefault(kind) + 1;
        return $"{kind}{_names[kind]}";
    }
}
