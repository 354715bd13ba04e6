using Serverless.Learning.Networks.Quantisation;
using Serverless.Learning.Onnx;
using Serverless.Spaces.Definitions;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Templates;

/// <summary>Self-attention over the positions of a feature map, weighted by the softmax of scaled dot products.</summary>
sealed class AttentionBlock : nn.Module<Tensor, Tensor>, IExportable
{
    readonly PlannedAttention _plan;
    readonly Conv2d _join;
    readonly Conv2d _project;
    readonly ActivationQuantiser? _joinQuantiser;
    readonly ActivationQuantiser? _projectQuantiser;
    readonly long _width;
    readonly long _positions;

    public AttentionBlock(PlannedAttention plan, WeightSource weights)
        : base(plan.Name)
    {
        _plan = plan;
        var channels = plan.Input.Channels;
        (_width, _positions) = (channels / plan.Heads, (long)plan.Input.Height * plan.Input.Width);
        _join = Pointwise(channels, 3 * channels, weights);
        _project = Pointwise(channels, channels, weights);
        register_module("join", _join);
        register_module("project", _project);
        (_joinQuantiser, _projectQuantiser) = (ActivationQuantiser.Of(plan.Bits), ActivationQuantiser.Of(plan.Bits));
        if (_joinQuantiser is not null && _projectQuantiser is not null)
        {
            register_module("joinQuantiser", _joinQuantiser);
            register_module("projectQuantiser", _projectQuantiser);
        }
    }

    public override Tensor forward(Tensor input)
    {
        var count = input.shape[0];
        var parts = _joinQuantiser.Compute(_join, input).chunk(3, 1);
        Tensor Heads(Tensor part) => part.reshape(count, _plan.Heads, _width, _positions);
        var weights = nn.functional.softmax(Heads(parts[0]).transpose(2, 3).matmul(Heads(parts[1])) / Math.Sqrt(_width), 3);
        var mixed = Heads(parts[2]).matmul(weights.transpose(2, 3));
        return _projectQuantiser.Compute(_project, mixed.reshape(count, _plan.Input.Channels, _plan.Input.Height, _plan.Input.Width));
    }

    public string Export(OnnxGraph graph, string input)
    {
        string Heads(string part) => graph.Reshape(part, 0, _plan.Heads, _width, _positions);
        var parts = graph.Split(graph.Conv(input, _join, _joinQuantiser), axis: 1, parts: 3);
        var products = graph.MatMul(graph.Transpose(Heads(parts[0]), 0, 1, 3, 2), Heads(parts[1]));
        var weights = graph.Softmax(graph.Scale(products, 1 / Math.Sqrt(_width)));
        var mixed = graph.MatMul(Heads(parts[2]), graph.Transpose(weights, 0, 1, 3, 2));
        return graph.Conv(graph.Reshape(mixed, 0, _plan.Input.Channels, _plan.Input.Height, _plan.Input.Width), _project, _projectQuantiser);
    }

    static Conv2d Pointwise(int from, int to, WeightSource weights)
    {
        var convolution = nn.Conv2d(from, to, 1, 1, 0, 1, TorchSharp.PaddingModes.Zeros, 1, true);
        weights.FillNormalised(convolution.weight, from);
        nn.init.zeros_(convolution.bias!); // asked for above
        return convolution;
    }
}
