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
        var encoded = network.Encode(algebra);
        var architectures = encoded with { Tensor = encoded.Tensor.repeat_interleave(devices, 0) };
        return network.Answer(algebra, architectures, new TorchValue(embeddings.repeat(count, 1).unsqueeze(1), true)).Tensor.squeeze(1);
    }
}
