using Serverless.Learning.Onnx;
using Serverless.Spaces.Definitions;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Templates;

/// <summary>A sequence of blocks.</summary>
sealed class BlockChain : nn.Module<Tensor, Tensor>, IExportable
{
    readonly List<nn.Module<Tensor, Tensor>> _blocks = [];

    /// <param name="name">The name of the module.</param>
    /// <param name="plan">The blocks, from input to output.</param>
    /// <param name="weights">The source of initial weights.</param>
    /// <param name="seed">The seed of the dropout masks.</param>
    public BlockChain(string name, IReadOnlyList<PlannedBlock> plan, WeightSource weights, long seed)
        : base(name)
    {
        foreach (var block in plan)
        {
            var made = Create(block, weights, seed);
            _blocks.Add(made);
            register_module(block.Name, made);
        }
    }

    public override Tensor forward(Tensor input) => _blocks.Aggregate(input, (value, block) => block.call(value));

    public string Export(OnnxGraph graph, string input)
    {
        var value = input;
        for (var place = 0; place < _blocks.Count; place++)
        {
            if (_blocks[place] is IQuantisable { IsQuantised: true } layer && _blocks.ElementAtOrDefault(place + 1) is BatchNormBlock normalisation)
            {
                value = layer.Export(graph, value, normalisation.Whole());
                place++;
            }
            else
            {
                value = ((IExportable)_blocks[place]).Export(graph, value);
            }
        }

        return value;
    }

    /// <summary>Creates the module of a block.</summary>
    public static nn.Module<Tensor, Tensor> Create(PlannedBlock block, WeightSource weights, long seed) => block switch
    {
        PlannedConvolution convolution => new ConvolutionBlock(convolution, weights),
        PlannedPool pool => new PoolBlock(pool),
        PlannedGlobalPool => new VectorBlock(block.Name, isAverage: true),
        PlannedFlatten => new VectorBlock(block.Name, isAverage: false),
        PlannedLinear linear => new LinearBlock(linear, weights),
        PlannedNorm { IsBatch: true } norm => new BatchNormBlock(norm),
        PlannedNorm norm => new ChannelNorm(norm),
        PlannedActivation activation => new Activation(activation),
        PlannedDropout dropout => new SeededDropout(dropout, seed),
        PlannedAttention attention => new AttentionBlock(attention, weights),
        PlannedRecurrent recurrent => new RecurrentBlock(recurrent, weights),
        PlannedResidual residual => new ResidualBlock(residual, weights, seed),
        _ => throw new ArgumentException($"There is no module for {block.GetType().Name}.", nameof(block)),
    };
}

/// <summary>The maximum or the average of each window.</summary>
sealed class PoolBlock : nn.Module<Tensor, Tensor>, IExportable
{
    readonly PlannedPool _plan;
    readonly nn.Module<Tensor, Tensor> _pool;

    public PoolBlock(PlannedPool plan)
        : base(plan.Name)
    {
        _plan = plan;
        (long Height, long Width) kernel = (plan.Kernel.Height, plan.Kernel.Width);
        (long Height, long Width) stride = (plan.Stride.Height, plan.Stride.Width);
        _pool = plan.IsMaximum ? nn.MaxPool2d(kernel, stride) : nn.AvgPool2d(kernel, stride, (0, 0), false, true);
        register_module("pool", _pool);
    }

    public override Tensor forward(Tensor input) => _pool.call(input);

    public string Export(OnnxGraph graph, string input) => _plan.IsMaximum
        ? graph.MaxPool(input, _plan.Kernel, _plan.Stride)
        : graph.AveragePool(input, _plan.Kernel, _plan.Stride);
}

/// <summary>Turns a feature map into a vector: all of its numbers, channel by channel, or the average of each channel.</summary>
sealed class VectorBlock(string name, bool isAverage) : nn.Module<Tensor, Tensor>(name), IExportable
{
    public override Tensor forward(Tensor input) => isAverage ? input.mean([2, 3]) : input.reshape(input.shape[0], -1);

    public string Export(OnnxGraph graph, string input) => graph.Flatten(isAverage ? graph.GlobalAveragePool(input) : input);
}

/// <summary>Adds the input of a sequence of blocks to its output.</summary>
sealed class ResidualBlock : nn.Module<Tensor, Tensor>, IExportable
{
    readonly BlockChain _blocks;
    readonly nn.Module<Tensor, Tensor>? _projection;

    public ResidualBlock(PlannedResidual plan, WeightSource weights, long seed)
        : base(plan.Name)
    {
        _blocks = new BlockChain("blocks", plan.Blocks, weights, seed);
        register_module("blocks", _blocks);
        if (plan.Projection is { } projection)
        {
            _projection = BlockChain.Create(projection, weights, seed);
            register_module("projection", _projection);
        }
    }

    public override Tensor forward(Tensor input) => _blocks.call(input) + (_projection?.call(input) ?? input);

    public string Export(OnnxGraph graph, string input) =>
        graph.Add(_blocks.Export(graph, input), _projection is IExportable projection ? projection.Export(graph, input) : input);
}
