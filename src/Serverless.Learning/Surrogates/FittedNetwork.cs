using Serverless.Domain.Spaces;
using Serverless.Domain.Spaces.Encodings;
using Serverless.Domain.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Surrogates.Weights;
using Serverless.Learning.Training;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>A surrogate that is an ensemble of networks.</summary>
sealed class FittedNetwork(SurrogateNetwork network, ArchitectureEncoder encoder, Calibration calibration, SurrogateMetadata metadata)
    : FittedSurrogate(metadata)
{
    public SurrogateNetwork Network { get; } = network;

    public override string RanOn => TrainingDevice.NameOf(Device);

    Device Device => Network.parameters().First().device;

    public override SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        using var scope = NewDisposeScope();
        var canonical = architectures.Select(encoder.Space.Canonicalise).ToArray();
        var inputs = EncodedInputs.Of(encoder, Network.Parts, canonical, Device);
        var answers = MemberAnswers.Of(Network, inputs);
        return new(architectures.Count, Network.Members, Metadata.Targets.Count, answers.Scores, calibration.Apply(answers.Values));
    }

    public override byte[] ToOnnx()
    {
        var file = new SurrogateFile(Metadata);
        var inputs = Network.Parts.ToDictionary(part => part, part => file.Input(SurrogateInput.Of(part, encoder)));
        var answers = Enumerable.Range(0, Network.Members)
            .Select(member => Network.Compute(new OnnxAlgebra(file.Graph, inputs, member)))
            .ToList();
        return file.Finish(
            Metadata.HasScores ? [.. answers.Select(answer => answer.Scores!.Value.Name)] : null,
            [.. answers.Select(answer => answer.Values.Name)],
            calibration.Slopes,
            calibration.Offsets);
    }

    public override byte[]? ToWeights() => Network.Features is { } features ? NetworkWeights.Write(Network, features, calibration) : null;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Network.Dispose();
        }

        base.Dispose(disposing);
    }
}
