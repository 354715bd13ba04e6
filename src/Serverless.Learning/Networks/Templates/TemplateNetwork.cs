using Serverless.Learning.Onnx;
using Serverless.Spaces.Definitions;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Templates;

/// <summary>The network that a space definition builds from an architecture: the blocks of its plan in sequence.</summary>
/// <remarks>The classifier reads a vector unchanged, and the channel averages of a feature map. That input is the network's only stage.</remarks>
sealed class TemplateNetwork : CandidateNetwork
{
    readonly NetworkPlan _plan;
    readonly BlockChain _blocks;

    /// <param name="plan">The blocks with all their numbers.</param>
    /// <param name="seed">The seed of the initial weights and of the dropout masks.</param>
    public TemplateNetwork(NetworkPlan plan, long seed)
        : base(nameof(TemplateNetwork), plan.Shape)
    {
        var weights = new WeightSource(seed);
        _plan = plan;
        _blocks = new BlockChain("blocks", plan.Blocks, weights, seed);
        register_module("blocks", _blocks);
        AddClassifier(plan.Features, weights);
    }

    private protected override Tensor Features(Tensor input)
    {
        // Channels last in memory: oneDNN then does not reorder the data around every convolution.
        var made = _blocks.call(input.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
        return _plan.Output.IsVector ? made : made.mean([2, 3]);
    }

    private protected override (IReadOnlyList<Tensor> Stages, Tensor Features) StagedFeatures(Tensor input)
    {
        var features = Features(input);
        return ([features], features);
    }

    private protected override string ExportFeatures(OnnxGraph graph, string input)
    {
        var made = _blocks.Export(graph, input);
        return _plan.Output.IsVector ? made : graph.Flatten(graph.GlobalAveragePool(made));
    }
}
