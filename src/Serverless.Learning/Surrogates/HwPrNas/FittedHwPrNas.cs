using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Surrogates.Weights;
using Serverless.Learning.Training;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.HwPrNas;

/// <summary>A surrogate that predicts Pareto scores for each of its platforms.</summary>
sealed class FittedHwPrNas(HwPrNasNetwork network, ArchitectureEncoder encoder, SurrogateMetadata metadata) : FittedSurrogate(metadata)
{
    // The activations of a batch of this size fit into the cache.
    const int Batch = 256;

    public HwPrNasNetwork Network { get; } = network;

    public override string RanOn => TrainingDevice.NameOf(Device);

    Device Device => Network.parameters().First().device;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The surrogate has several platforms.</exception>
    public override SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures) => Network.Heads.Count == 1
        ? Predict(architectures, platform: 0)
        : throw new InvalidOperationException($"There are {Network.Heads.Count} platforms; specify one.");

    /// <summary>Predicts for one platform.</summary>
    /// <param name="architectures">Architectures of the surrogate's space; they are brought into canonical form first.</param>
    /// <param name="platform">The index of the platform.</param>
    public SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures, int platform)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        using var scope = NewDisposeScope();
        var inputs = EncodedInputs.Of(encoder, HwPrNasNetwork.Parts, [.. architectures.Select(encoder.Space.Canonicalise)], guesses: null, Device);
        return new(architectures.Count, Network.Members, Metadata.Targets.Count, ScoresOf(Network, inputs, platform), values: null);
    }

    /// <summary>Returns the scores of encoded architectures, n × members, without gradients.</summary>
    public static float[] ScoresOf(HwPrNasNetwork network, NetworkInputs inputs, int platform)
    {
        using var unrecorded = no_grad();
        var scores = new List<float>();
        for (var start = 0L; start < inputs.Count; start += Batch)
        {
            using var scope = NewDisposeScope();
            var (from, size) = (start, Math.Min(Batch, inputs.Count - start));
            var some = inputs.Select(input => input.narrow(0, from, size));
            scores.AddRange(network.Score(new TorchAlgebra(some, network.Members, platform)).ByArchitecture.cpu().contiguous().data<float>().ToArray());
        }

        return [.. scores];
    }

    public override byte[] ToOnnx()
    {
        var file = new SurrogateFile(Metadata);
        var inputs = HwPrNasNetwork.Parts.ToDictionary(part => part, part => file.Input(SurrogateInput.Of(part, encoder)));
        if (Network.Heads.Count > 1)
        {
            file.Graph.Index(SurrogatePlatform.InputName);
        }

        return file.Finish(
            [.. Enumerable.Range(0, Network.Members).Select(member => Network.Score(new OnnxAlgebra(file.Graph, inputs, guesses: null, member)).Name)],
            values: null,
            slopes: [],
            offsets: []);
    }

    public override byte[] ToWeights() => NetworkWeights.Write(Network, Network.Features);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Network.Dispose();
        }

        base.Dispose(disposing);
    }
}
