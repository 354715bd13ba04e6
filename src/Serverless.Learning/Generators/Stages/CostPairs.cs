using Serverless.Learning.Surrogates.Networks;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Applies a cost network to every pair of architecture and device.</summary>
static class CostPairs
{
    /// <summary>Returns n · devices × members predictions, with the devices of an architecture next to each other.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The n architectures.</param>
    /// <param name="embeddings">The embeddings of the devices, devices × references.</param>
    public static Tensor Answer(CostNetwork network, NetworkInputs inputs, Tensor embeddings)
    {
        var (count, devices) = (inputs.Count, embeddings.shape[0]);
        var algebra = new TorchAlgebra(inputs, network.Members);
        var (architectures, known) = (network.Encode(algebra), network.EncodeDevice(algebra, TorchValue.Shared(embeddings.unsqueeze(1))));
        TorchValue EachDevice(TorchValue value) => new(value.Tensor.repeat_interleave(devices, 1));
        TorchValue EachArchitecture(TorchValue value) => new(value.Tensor.repeat(1, count, 1, 1));
        return network.Join(
            algebra,
            new(EachDevice(architectures.Layer), EachDevice(architectures.Factors)),
            new(EachArchitecture(known.Layer), EachArchitecture(known.Factors))).ByArchitecture.squeeze(1);
    }
}
