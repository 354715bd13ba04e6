using Serverless.Algorithms.Models;
using Serverless.Core.Devices;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Linear;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Tabular;

/// <summary>A surrogate whose model reads the features of an architecture as a row of a table.</summary>
sealed class FittedTable(SurrogateMetadata metadata, ArchitectureEncoder encoder, ITabularModel model) : FittedSurrogate(metadata)
{
    public override SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        Architecture[] canonical = [.. architectures.Select(encoder.Space.Canonicalise)];
        var values = model.Predict(FeatureRows.Of(encoder, canonical));
        return new SurrogatePredictions(
            canonical.Length, Metadata.Members, Metadata.Targets.Count, scores: null, SpreadCalibration.Apply(Metadata, Array.ConvertAll(values, value => (float)value)));
    }

    public override IReadOnlyDictionary<string, LookupTable>? ToTables() => Metadata.Kind == SurrogateKind.Lookup && model is LinearModel sums
        ? Metadata.Targets.Index().ToDictionary(target => target.Item.Name, target => sums.TableOf(encoder.Space, target.Index, Metadata.Members))
        : null;

    public override byte[] ToOnnx()
    {
        var file = new SurrogateFile(Metadata);
        var features = file.Input(Metadata.Inputs[0]).Name;
        float[] ones = [.. Enumerable.Repeat(1f, Metadata.Members * Metadata.Targets.Count)];
        return file.Finish(scores: null, [model.Write(file.Graph, features)], ones, new float[ones.Length]);
    }
}
