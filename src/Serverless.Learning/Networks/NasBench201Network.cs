using Serverless.Spaces;

namespace Serverless.Learning.Networks;

/// <summary>The network that the skeleton of NAS-Bench-201 (Dong, Yang 2020, figure 1) builds from a cell.</summary>
/// <remarks>
/// Stem of a 3×3 convolution and batch normalisation; three stages of cells, with a residual block before the second and third; batch
/// normalisation, ReLU, global average pool, linear layer.
/// </remarks>
sealed class NasBench201Network : StagedNetwork
{
    const int Stages = 3;

    /// <param name="architecture">The cell.</param>
    /// <param name="skeleton">The number of channels after the stem, and of cells per stage.</param>
    /// <param name="shape">The shape of the images, with height and width multiples of 4, and the number of classes.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    public NasBench201Network(Architecture architecture, SpaceSpecification skeleton, ImageShape shape, long seed)
        : base(nameof(NasBench201Network), shape)
    {
        var weights = new WeightSource(seed);
        var plan = NasBench201Plan.Of(architecture);
        var channels = skeleton.Channels;
        var (height, width) = (shape.Height, shape.Width);
        Add("stem", new ConvNorm("stem", shape.Channels, channels, 3, 1, weights));
        for (var stage = 1; stage <= Stages; stage++)
        {
            if (stage > 1)
            {
                Add($"reduction{stage}", new ReductionBlock($"reduction{stage}", channels, weights));
                (channels, height, width) = (channels * 2, height / 2, width / 2);
            }

            for (var cell = 1; cell <= skeleton.CellsPerStage; cell++)
            {
                Add($"stage{stage}cell{cell}", new Cell($"stage{stage}cell{cell}", plan, channels, height, width, weights));
            }
        }

        Add("end", new NormalisedRectifier("end", channels));
        AddClassifier(channels, weights);
    }
}
