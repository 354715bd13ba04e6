using Serverless.Learning.Networks;
using Serverless.Spaces.Definitions;
using static TorchSharp.torch;

namespace Serverless.Learning.Inheritance;

/// <summary>The tensors of a network that a space's definition makes, by block.</summary>
sealed class BlockTensors
{
    static readonly string[] NormalisationNames = ["weight", "bias", "running_mean", "running_var"];

    readonly Dictionary<string, Tensor> _all;

    public BlockTensors(CandidateNetwork network) => _all = network.state_dict();

    /// <value>The weights of the classifier, classes × features.</value>
    public Tensor Classifier => _all["classifier.weight"];

    /// <value>What the classifier adds to each class.</value>
    public Tensor ClassifierBias => _all["classifier.bias"];

    /// <summary>The weights of a convolution or a linear layer: units × what they read, and for a convolution height × width of its kernel.</summary>
    public Tensor Weight(PlannedBlock block) => _all[$"{Prefix(block)}weight"];

    /// <summary>What a convolution or a linear layer adds to each unit; null: nothing.</summary>
    public Tensor? Bias(PlannedBlock block) => _all.GetValueOrDefault($"{Prefix(block)}bias");

    /// <summary>What a batch normalisation has for each unit: scale, shift, running mean and running variance.</summary>
    public IReadOnlyList<Tensor> Normalisation(PlannedBlock block) =>
        [.. NormalisationNames.Select(name => _all[$"blocks.{block.Name}.normalisation.{name}"])];

    /// <summary>How many batches a batch normalisation has counted.</summary>
    public Tensor Batches(PlannedBlock block) => _all[$"blocks.{block.Name}.normalisation.num_batches_tracked"];

    /// <summary>Everything that a block has, in the order in which it was made.</summary>
    public IReadOnlyList<Tensor> All(PlannedBlock block) =>
        [.. _all.Where(named => named.Key.StartsWith($"blocks.{block.Name}.", StringComparison.Ordinal)).Select(named => named.Value)];

    static string Prefix(PlannedBlock block) => $"blocks.{block.Name}.{(block is PlannedConvolution ? "convolution" : "linear")}.";
}
