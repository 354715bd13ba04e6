using System.Text.Json;
using Google.Protobuf;
using Serverless.Core;
using Serverless.Core.Surrogates;
using Serverless.Learning.Onnx;
using Serverless.Learning.Surrogates.Networks;

namespace Serverless.Learning.Surrogates;

/// <summary>Builds a surrogate's ONNX file: its inputs, the combined outputs of the members, the metadata.</summary>
sealed class SurrogateFile(SurrogateMetadata metadata)
{
    /// <value>The graph that the members are added to.</value>
    public OnnxGraph Graph { get; } = new(metadata.Kind);

    /// <summary>Declares an input.</summary>
    public OnnxValue Input(SurrogateInput input)
    {
        Graph.Input(input.Name, input.DimensionsFor(1).AsSpan(1));
        return new(input.Name, input.Rows, input.Columns);
    }

    /// <summary>Declares the outputs of the graph and returns the file.</summary>
    /// <param name="scores">The names of the members' scores, N × 1 each; null for none.</param>
    /// <param name="values">The names of the members' values, N × m each; null for none.</param>
    /// <param name="slopes">The factors of the values, members × m.</param>
    /// <param name="offsets">The numbers added to the products, members × m.</param>
    /// <param name="bends">The bends added to the result; null for none.</param>
    public byte[] Finish(string[]? scores, string[]? values, float[] slopes, float[] offsets, Bends? bends = null)
    {
        var (members, targets) = (metadata.Members, metadata.Targets.Count);
        if (scores is not null)
        {
            Graph.Output(SurrogateOutputs.Scores, Graph.Concat(scores, axis: 1), members);
        }

        if (values is not null)
        {
            var all = Graph.Concat(values, axis: 1);
            var shifted = Graph.Add(Graph.Multiply(all, Graph.Weights(slopes, slopes.Length)), Graph.Weights(offsets, offsets.Length));
            shifted = bends is null ? shifted : Graph.Add(shifted, bends.Write(Graph, all, slopes.Length));
            shifted = SpreadCalibration.Write(metadata, Graph, shifted);
            Graph.Output(SurrogateOutputs.Objectives, Graph.Reshape(shifted, -1, members, targets), members, targets);
        }

        var json = JsonSerializer.Serialize(metadata, CoreJson.Default.SurrogateMetadata);
        return OnnxExporter.Model(Graph, [new(SurrogateOutputs.MetadataKey, json)]).ToByteArray();
    }
}
