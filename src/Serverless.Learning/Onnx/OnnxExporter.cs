using Google.Protobuf;
using Serverless.Learning.Networks;
using Serverless.Learning.Onnx.Schema;
using Serverless.Spaces;

namespace Serverless.Learning.Onnx;

/// <summary>Exports trained networks as ONNX files.</summary>
/// <remarks>
/// The file has one float32 input <c>input</c>, N × channels × height × width, normalised as in training, and one float32 output <c>logits</c>,
/// N × classes. Equal networks and metadata give equal bytes.
/// </remarks>
public static class OnnxExporter
{
    const int OperatorSet = 17;
    const int TreeOperatorSet = 1;

    // The first IR version that allows operator set 17; every ONNX Runtime since 1.12 reads it.
    const int Representation = 8;

    /// <summary>Exports a network in inference mode.</summary>
    /// <param name="network">The network to export; it is not changed.</param>
    /// <param name="shape">The shape of the network's input, and the number of classes.</param>
    /// <param name="metadata">Free text about the network's origin, written in this order.</param>
    public static byte[] Export(CandidateNetwork network, ImageShape shape, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(metadata);
        var graph = new OnnxGraph(network.GetName());
        var input = graph.Input("input", shape.Channels, shape.Height, shape.Width);
        graph.Output("logits", ((IExportable)network).Export(graph, input), shape.Classes);
        return Model(graph, metadata).ToByteArray();
    }

    /// <summary>Creates a model from a graph.</summary>
    internal static ModelProto Model(OnnxGraph graph, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var assembly = typeof(OnnxExporter).Assembly.GetName();
        var model = new ModelProto
        {
            IrVersion = Representation,
            ProducerName = assembly.Name,
            ProducerVersion = assembly.Version?.ToString(3) ?? "",
            Graph = graph.Build(),
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSet } },
        };
        if (graph.HasTrees)
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = OnnxGraph.TreeDomain, Version = TreeOperatorSet });
        }

        foreach (var (key, value) in metadata)
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        return model;
    }
}
