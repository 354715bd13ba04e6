using Serverless.Learning.Onnx;
using Serverless.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>A classifier that a space makes of an architecture: parts one after the other, global average pool, linear.</summary>
/// <remarks>Takes n × channels × height × width, answers the logits, n × classes.</remarks>
public abstract class CandidateNetwork : nn.Module<Tensor, Tensor>, IExportable
{
    readonly ImageShape _shape;
    readonly List<nn.Module<Tensor, Tensor>> _parts = [];
    Linear? _classifier;

    private protected CandidateNetwork(string name, ImageShape shape)
        : base(name) => _shape = shape;

    /// <summary>Gives the logits of images.</summary>
    /// <exception cref="ArgumentException">The images do not have the network's shape.</exception>
    public override Tensor forward(Tensor input) => Classify(_parts.Skip(1).Aggregate(Stem(input), (value, part) => part.call(value)));

    /// <summary>Gives the logits of images, and what the stages make of them.</summary>
    /// <remarks>
    /// A stage ends where height and width change next, or where the head begins. So all architectures of a space have equally many; the stem and the
    /// head, which all have alike, are none.
    /// </remarks>
    /// <exception cref="ArgumentException">The images do not have the network's shape.</exception>
    internal (IReadOnlyList<Tensor> Stages, Tensor Logits) WithStages(Tensor input)
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

        return (stages, Classify(value));
    }

    Tensor Classify(Tensor features) => _classifier!.Compute(features.mean([2, 3])); // every constructor ends with the classifier

    Tensor Stem(Tensor input)
    {
        // libtorch checks shapes too, but in real TorchSharp some of its errors end the process.
        if (input.dim() != 4 || input.shape[1] != _shape.Channels || input.shape[2] != _shape.Height || input.shape[3] != _shape.Width)
        {
            throw new ArgumentException(
                $"Images are {string.Join(" × ", input.shape)}, not n × {_shape.Channels} × {_shape.Height} × {_shape.Width}.", nameof(input));
        }

        // Channels last in memory from here on: oneDNN then spares itself the reordering around every layer, a third of the time.
        return _parts[0].call(input).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
    }

    string IExportable.Export(OnnxGraph graph, string input)
    {
        var features = _parts.Cast<IExportable>().Aggregate(input, (value, part) => part.Export(graph, value));
        return graph.Gemm(graph.Flatten(graph.GlobalAveragePool(features)), _classifier!);
    }

    /// <summary>Adds the next part; the first one is the stem.</summary>
    private protected void Add<T>(string name, T part)
        where T : nn.Module<Tensor, Tensor>, IExportable
    {
        _parts.Add(part);
        register_module(name, part);
    }

    /// <summary>Adds what answers, behind all parts.</summary>
    private protected void AddClassifier(long features, WeightSource weights)
    {
        _classifier = nn.Linear(features, _shape.Classes);
        weights.FillClassifier(_classifier.weight, features);
        nn.init.zeros_(_classifier.bias!); // a linear layer has a bias unless told otherwise
        register_module("classifier", _classifier);
    }
}

/// <summary>A part of a network that can say what it computes, as trained, in ONNX operators.</summary>
interface IExportable
{
    /// <summary>Adds the part to a graph.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">The name of the value that the part reads.</param>
    /// <returns>The name of the value that it makes.</returns>
    string Export(OnnxGraph graph, string input);
}
