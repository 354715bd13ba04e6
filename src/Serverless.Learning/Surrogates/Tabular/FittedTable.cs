using Serverless.Algorithms.Models;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Tabular;

/// <summary>A surrogate that reads an architecture's features as a row of a table.</summary>
sealed class FittedTable(SurrogateMetadata metadata, ArchitectureEncoder encoder, ITabularModel model) : FittedSurrogate(metadata)
{
    public override SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        Architecture[] canonical = [.. architectures.Select(encoder.Space.Canonicalise)];
        var values = model.Predict(FeatureRows.Of(encoder, canonical));
        return new SurrogatePredictions(
            canonical.Length, Metadata.Members, Metadata.Targets.Count, scores: null, Array.ConvertAll(values, value => (float)value));
    }

    public override byte[] ToOnnx()
    {
        var file = new SurrogateFile(Metadata);
        var features = file.Input(Metadata.Inputs[0]).Name;
        float[] ones = [.. Enumerable.Repeat(1f, Metadata.Members * Metadata.Targets.Count)];
        return file.Finish(scores: null, [model.Write(file.Graph, features)], ones, new float[ones.Length]);
    }
}
