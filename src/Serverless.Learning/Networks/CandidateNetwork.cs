using Serverless.Learning.Onnx;
using Serverless.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>A classifier that a search space builds from an architecture: a feature extractor and a linear layer.</summary>
/// <remarks>The input is n × channels × height × width; the output is the logits, n × classes.</remarks>
public abstract class CandidateNetwork : nn.Module<Tensor, Tensor>, IExportable
{
    readonly ImageShape _shape;
    Linear? _classifier;

    private protected CandidateNetwork(string name, ImageShape shape)
        : base(name) => _shape = shape;

    /// <summary>Computes the logits of images.</summary>
    /// <exception cref="ArgumentException">The images do not have the network's shape.</exception>
    public override Tensor forward(Tensor input)
    {
        RequireShape(input);
        return Classify(Features(input));
    }

    /// <summary>Computes the logits of images, and the outputs of the stages.</summary>
    /// <remarks>All architectures of a search space have the same number of stages.</remarks>
    /// <exception cref="ArgumentException">The images do not have the network's shape.</exception>
    internal (IReadOnlyList<Tensor> Stages, Tensor Logits) WithStages(Tensor input)
    {
        RequireShape(input);
        var (stages, features) = StagedFeatures(input);
        return (stages, Classify(features));
    }

    string IExportable.Export(OnnxGraph graph, string input) => graph.Gemm(ExportFeatures(graph, input), _classifier!);

    /// <summary>Computes the input of the classifier, n × features.</summary>
    private protected abstract Tensor Features(Tensor input);

    /// <summary>Computes the outputs of the stages, and the input of the classifier.</summary>
    private protected abstract (IReadOnlyList<Tensor> Stages, Tensor Features) StagedFeatures(Tensor input);

    /// <summary>Adds the feature extractor to a graph.</summary>
    private protected abstract string ExportFeatures(OnnxGraph graph, string input);

    /// <summary>Adds the classifier, after all other parts.</summary>
    private protected void AddClassifier(long features, WeightSource weights)
    {
        _classifier = nn.Linear(features, _shape.Classes);
        weights.FillClassifier(_classifier.weight, features);
        nn.init.zeros_(_classifier.bias!); // a linear layer has a bias unless told otherwise
        register_module("classifier", _classifier);
    }

    Tensor Classify(Tensor features) => _classifier!.Compute(features); // every constructor ends with the classifier

    void RequireShape(Tensor input)
    {
        // libtorch checks shapes too, but through TorchSharp some of its errors end the process.
        if (input.dim() != 4 || input.shape[1] != _shape.Channels || input.shape[2] != _shape.Height || input.shape[3] != _shape.Width)
        {
            throw new ArgumentException(
                $"Images are {string.Join(" × ", input.shape)}, not n × {_shape.Channels} × {_shape.Height} × {_shape.Width}.", nameof(input));
        }
    }
}

/// <summary>A part of a network that can be exported, as trained, to ONNX operators.</summary>
interface IExportable
{
    /// <summary>Adds the part to a graph.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="input">The name of the value that the part reads.</param>
    /// <returns>The name of the value that the part computes.</returns>
    string Export(OnnxGraph graph, string input);
}
