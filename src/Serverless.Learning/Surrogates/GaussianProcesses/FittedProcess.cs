using Serverless.Algorithms.Models;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>A surrogate that consists of one Gaussian process for each target.</summary>
sealed class FittedProcess(SurrogateMetadata metadata, ArchitectureEncoder encoder, IReadOnlyList<ProcessTarget> targets) : FittedSurrogate(metadata)
{
    readonly double[] _members = PosteriorMembers.Of(metadata.Members, targets.Count, metadata.Training.Seed);

    public override SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        var rows = AnalyticRows.Of(encoder, [.. architectures.Select(encoder.Space.Canonicalise)]);
        var values = new float[rows.Count * _members.Length];
        foreach (var (place, target) in targets.Index())
        {
            foreach (var (row, (value, deviation)) in target.Predict(rows).Index())
            {
                for (var i = place; i < _members.Length; i += targets.Count)
                {
                    values[(row * _members.Length) + i] = (float)(value + (_members[i] * deviation));
                }
            }
        }

        return new SurrogatePredictions(rows.Count, Metadata.Members, targets.Count, scores: null, SpreadCalibration.Apply(Metadata, values));
    }

    public override byte[] ToOnnx()
    {
        var file = new SurrogateFile(Metadata);
        var graph = file.Graph;
        var input = file.Input(Metadata.Inputs[0]).Name;
        var rows = graph.ToDouble(input);
        var written = targets.Select(target => target.Write(graph, input, rows)).ToList();
        var (outputs, count) = (_members.Length, targets.Count);
        var (copies, spreads) = (new double[count * outputs], new double[count * outputs]);
        for (var i = 0; i < outputs; i++)
        {
            copies[(i % count * outputs) + i] = 1;
            spreads[(i % count * outputs) + i] = _members[i];
        }

        var values = graph.MatMul(graph.Concat([.. written.Select(each => each.Value)], axis: 1), graph.Numbers(copies, count, outputs));
        var apart = graph.MatMul(graph.Concat([.. written.Select(each => each.Deviation)], axis: 1), graph.Numbers(spreads, count, outputs));
        float[] ones = [.. Enumerable.Repeat(1f, outputs)];
        return file.Finish(scores: null, [graph.ToSingle(graph.Add(values, apart))], ones, new float[outputs]);
    }
}

/// <summary>Analytic features of architectures as rows.</summary>
static class AnalyticRows
{
    public static FeatureRows Of(ArchitectureEncoder encoder, IReadOnlyList<Architecture> architectures)
    {
        var width = encoder.ShapeOf(EncodingPart.Analytic).Length;
        var values = new float[architectures.Count * width];
        encoder.Encode(EncodingPart.Analytic, [.. architectures], values);
        return new FeatureRows(values, width);
    }
}
