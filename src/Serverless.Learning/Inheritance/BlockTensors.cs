using Serverless.Learning.Networks;
using Serverless.Spaces.Definitions;
using static TorchSharp.torch;

namespace Serverless.Learning.Inheritance;

/// <summary>The tensors of a network that is built from a space definition, by block.</summary>
sealed class BlockTensors
{
    static readonly string[] NormalisationNames = ["weight", "bias", "running_mean", "running_var"];

    readonly Dictionary<string, Tensor> _all;

    public BlockTensors(CandidateNetwork network) => _all = network.state_dict();

    /// <value>The weights of the classifier, classes × features.</value>
    public Tensor Classifier => _all["classifier.weight"];

    /// <value>The bias of the classifier, by class.</value>
    public Tensor ClassifierBias => _all["classifier.bias"];

    /// <summary>
    /// Returns the weights of a convolution or a linear layer: output units × input units, and for a convolution × the height × width of its kernel.
    /// </summary>
    public Tensor Weight(PlannedBlock block) => _all[$"{Prefix(block)}weight"];

    /// <summary>Returns the bias of a convolution or a linear layer; null if it has none.</summary>
    public Tensor? Bias(PlannedBlock block) => _all.GetValueOrDefault($"{Prefix(block)}bias");

    /// <summary>Returns the tensors of a batch normalisation: scale, shift, running mean and running variance of each unit.</summary>
    public IReadOnlyList<Tensor> Normalisation(PlannedBlock block) =>
        [.. NormalisationNames.Select(name => _all[$"blocks.{block.Name}.normalisation.{name}"])];

    /// <summary>Returns the number of batches that a batch normalisation has counted.</summary>
    public Tensor Batches(PlannedBlock block) => _all[$"blocks.{block.Name}.normalisation.num_batches_tracked"];

    /// <summary>Returns all tensors of a block, in the order in which they were created.</summary>
    public IReadOnlyList<Tensor> All(PlannedBlock block) =>
        [.. _all.Where(named => named.Key.StartsWith($"blocks.{block.Name}.", StringComparison.Ordinal)).Select(named => named.Value)];

    static string Prefix(PlannedBlock block) => $"blocks.{block.Name}.{(block is PlannedConvolution ? "convolution" : "linear")}.";
}
