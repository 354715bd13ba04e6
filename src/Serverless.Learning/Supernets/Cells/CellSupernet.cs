using Serverless.Learning.Networks;
using Serverless.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>
/// A network with the skeleton of NAS-Bench-201 whose cells all have the same choice of operations, and whose weights are shared by all choices.
/// </summary>
sealed class CellSupernet : nn.Module
{
    const int Stages = 3;

    readonly ConvNorm _stem;
    readonly List<(ReductionBlock? Before, MixedCell Cell)> _cells = [];
    readonly NormalisedRectifier _end;
    readonly Linear _classifier;

    /// <param name="skeleton">The skeleton, with the channels after the stem and the cells per stage.</param>
    /// <param name="shape">The shape of inputs and outputs; height and width are multiples of 4.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    public CellSupernet(SpaceSpecification skeleton, ImageShape shape, long seed)
        : base(nameof(CellSupernet))
    {
        var weights = new WeightSource(seed);
        var (channels, height, width) = (skeleton.Channels, shape.Height, shape.Width);
        _stem = new ConvNorm("stem", shape.Channels, channels, 3, 1, weights);
        register_module("stem", _stem);
        for (var stage = 1; stage <= Stages; stage++)
        {
            ReductionBlock? reduction = null;
            if (stage > 1)
            {
                reduction = new ReductionBlock($"reduction{stage}", channels, weights);
                register_module($"reduction{stage}", reduction);
                (channels, height, width) = (channels * 2, height / 2, width / 2);
            }

            for (var place = 1; place <= skeleton.CellsPerStage; place++)
            {
                var cell = new MixedCell($"stage{stage}cell{place}", channels, height, width, weights);
                register_module($"stage{stage}cell{place}", cell);
                _cells.Add((place == 1 ? reduction : null, cell));
            }
        }

        _end = new NormalisedRectifier("end", channels);
        register_module("end", _end);
        _classifier = nn.Linear(channels, shape.Classes);
        weights.FillClassifier(_classifier.weight, channels);
        nn.init.zeros_(_classifier.bias!); // a linear layer has a bias unless told otherwise
        register_module("classifier", _classifier);
    }

    /// <summary>Returns the logits of images, n × classes.</summary>
    public Tensor Compute(Tensor images, EdgeShares shares)
    {
        var value = _stem.call(images).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        foreach (var (before, cell) in _cells)
        {
            value = cell.Compute(before is null ? value : before.call(value), shares);
        }

        return _classifier.call(_end.call(value).mean([2, 3]));
    }
}
