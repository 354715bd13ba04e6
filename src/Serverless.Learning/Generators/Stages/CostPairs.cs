using Serverless.Learning.Surrogates.Networks;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Asks a network of every architecture on every device.</summary>
static class CostPairs
{
    /// <summary>n · devices × members: an architecture's devices one after the other.</summary>
    /// <param name="network">Which.</param>
    /// <param name="inputs">n architectures.</param>
    /// <param name="embeddings">Devices × references.</param>
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
