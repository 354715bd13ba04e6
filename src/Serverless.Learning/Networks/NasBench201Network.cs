using Serverless.Domain.Spaces;
using Serverless.Learning.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>The network that the skeleton of NAS-Bench-201 (Dong, Yang 2020, figure 1) makes of a cell.</summary>
/// <remarks>
/// Stem of a 3×3 convolution and batch normalisation; three stages of cells with a residual block before the second and third; batch
/// normalisation, ReLU, global average pool, linear. Takes n × channels × height × width, answers n × classes.
/// </remarks>
public sealed class NasBench201Network : nn.Module<Tensor, Tensor>, IExportable
{
    const int Stages = 3;

    // Height and width are halved between stages, and the shortcut's 2×2 pool needs them even each time.
    const int SizeDivisor = 4;

    readonly ImageShape _shape;
    readonly ConvNorm _stem;
    readonly List<nn.Module<Tensor, Tensor>> _body = [];
    readonly BatchNorm2d _normalisation;
    readonly Linear _classifier;

    /// <param name="architecture">The cell.</param>
    /// <param name="skeleton">Channels after the stem, and cells per stage.</param>
    /// <param name="shape">What it takes and answers; height and width are multiples of 4.</param>
    /// <param name="seed">Of the initial weights: equal seeds give equal weights.</param>
    /// <exception cref="ArgumentException">Another space, or an image size that cannot be halved twice.</exception>
    public NasBench201Network(Architecture architecture, SpaceSpecification skeleton, ImageShape shape, long seed)
        : base(nameof(NasBench201Network))
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(skeleton);
        if (skeleton.Name != NasBench201Space.SpaceName)
        {
            throw new ArgumentException($"There are no networks for the space '{skeleton.Name}'.", nameof(skeleton));
        }

        if (shape.Height % SizeDivisor != 0 || shape.Width % SizeDivisor != 0)
        {
            throw new ArgumentException($"Images of {shape.Height} × {shape.Width} cannot be halved twice.", nameof(shape));
        }

        _shape = shape;
        var weights = new WeightSource(seed);
        var plan = CellPlan.Of(architecture);
        var channels = skeleton.Channels;
        var (height, width) = (shape.Height, shape.Width);
        _stem = new ConvNorm("stem", shape.Channels, channels, 3, 1, weights);
        register_module("stem", _stem);
        for (var stage = 1; stage <= Stages; stage++)
        {
            if (stage > 1)
            {
                AddToBody($"reduction{stage}", new ReductionBlock($"reduction{stage}", channels, weights));
                (channels, height, width) = (channels * 2, height / 2, width / 2);
            }

            for (var cell = 1; cell <= skeleton.CellsPerStage; cell++)
            {
                AddToBody($"stage{stage}cell{cell}", new Cell($"stage{stage}cell{cell}", plan, channels, height, width, weights));
            }
        }

        _normalisation = nn.BatchNorm2d(channels, 1e-5, 0.1);
        _classifier = nn.Linear(channels, shape.Classes);
        weights.FillClassifier(_classifier.weight, channels);
        nn.init.zeros_(_classifier.bias!); // a linear layer has a bias unless told otherwise
        register_module("normalisation", _normalisation);
        register_module("classifier", _classifier);
    }

    /// <summary>Gives the logits of images.</summary>
    /// <exception cref="ArgumentException">The images do not have the network's shape.</exception>
    public override Tensor forward(Tensor input)
    {
        // libtorch checks shapes too, but in real TorchSharp some of its errors end the process.
        if (input.dim() != 4 || input.shape[1] != _shape.Channels || input.shape[2] != _shape.Height || input.shape[3] != _shape.Width)
        {
            throw new ArgumentException(
                $"Images are {string.Join(" × ", input.shape)}, not n × {_shape.Channels} × {_shape.Height} × {_shape.Width}.", nameof(input));
        }

        // Channels last in memory from here on: oneDNN then spares itself the reordering around every layer, a third of the time.
        var stem = _stem.call(input).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var value = _body.Aggregate(stem, (value, part) => part.call(value));
        return _classifier.call(_normalisation.call(value).relu().mean([2, 3]));
    }

    string IExportable.Export(OnnxGraph graph, string input)
    {
        var stem = _stem.Export(graph, input);
        var value = _body.Cast<IExportable>().Aggregate(stem, (value, part) => part.Export(graph, value));
        return graph.Gemm(graph.Flatten(graph.GlobalAveragePool(graph.Relu(graph.BatchNormalization(value, _normalisation)))), _classifier);
    }

    void AddToBody(string name, nn.Module<Tensor, Tensor> part)
    {
        _body.Add(part);
        register_module(name, part);
    }
}
