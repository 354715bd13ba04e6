using Serverless.Learning.Onnx;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>A convolutional network: a stem, a sequence of parts, global average pool.</summary>
abstract class StagedNetwork : CandidateNetwork
{
    readonly List<nn.Module<Tensor, Tensor>> _parts = [];

    private protected StagedNetwork(string name, ImageShape shape)
        : base(name, shape)
    {
    }

    private protected override Tensor Features(Tensor input) =>
        _parts.Skip(1).Aggregate(Stem(input), (value, part) => part.call(value)).mean([2, 3]);

    /// <inheritdoc/>
    /// <remarks>
    /// A stage ends before height and width change or the head begins. The stem and the head, which are the same in all architectures, are not
    /// stages.
    /// </remarks>
    private protected override (IReadOnlyList<Tensor> Stages, Tensor Features) StagedFeatures(Tensor input)
    {
        var stages = new List<Tensor>();
        var value = Stem(input);
        for (var part = 1; part < _parts.Count; part++)
        {
            var next = _parts[part].call(value);
            if (part > 1 && (part == _parts.Count - 1 || next.shape[2] != value.shape[2] || next.shape[3] != value.shape[3]))
            {
                stages.Add(value);
            }

            value = next;
        }

        return (stages, value.mean([2, 3]));
    }

    private protected override string ExportFeatures(OnnxGraph graph, string input) =>
        graph.Flatten(graph.GlobalAveragePool(_parts.Cast<IExportable>().Aggregate(input, (value, part) => part.Export(graph, value))));

    /// <summary>Adds the next part; the first part is the stem.</summary>
    private protected void Add<T>(string name, T part)
        where T : nn.Module<Tensor, Tensor>, IExportable
    {
        _parts.Add(part);
        register_module(name, part);
    }

    // Channels last in memory from here on: oneDNN then does not reorder the data around every layer, which saves a third of the time.
    Tensor Stem(Tensor input) => _parts[0].call(input).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
