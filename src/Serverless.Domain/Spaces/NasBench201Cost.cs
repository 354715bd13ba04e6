namespace Serverless.Domain.Spaces;

/// <summary>Parameters and multiply-accumulates of a NAS-Bench-201 network, in closed form.</summary>
/// <remarks>
/// The skeleton: 3×3 stem (no bias) with batch normalisation; three stages of N cells, before the second and third a residual block
/// (3×3 with stride 2, 3×3, each with batch normalisation, and a shortcut of 2×2 average pooling and a 1×1 convolution without
/// normalisation) that doubles the channels and halves height and width, rounding up; batch normalisation, ReLU, global average
/// pool, linear with bias. Every edge counts, also one that does not reach the output, as in the published figures.
/// </remarks>
static class NasBench201Cost
{
    const int Stages = 3;
    const int Convolution1x1 = 2;
    const int Convolution3x3 = 3;

    public static ArchitectureCost Of(Architecture architecture, SpaceSpecification skeleton, ImageShape shape)
    {
        long pointwise = architecture.Genotype.Count(Convolution1x1);
        long spatial = architecture.Genotype.Count(Convolution3x3);

        long channels = skeleton.Channels;
        long height = shape.Height;
        long width = shape.Width;
        var parameters = (9 * shape.Channels * channels) + (2 * channels);
        var flops = 9 * shape.Channels * channels * height * width;
        for (var stage = 0; stage < Stages; stage++)
        {
            if (stage > 0)
            {
                var before = channels;
                channels *= 2;
                height = (height + 1) / 2;
                width = (width + 1) / 2;
                var weights = (9 * before * channels) + (9 * channels * channels) + (before * channels);
                parameters += weights + (4 * channels);
                flops += weights * height * width;
            }

            var cellWeights = (pointwise + (9 * spatial)) * channels * channels;
            parameters += skeleton.CellsPerStage * (cellWeights + (2 * channels * (pointwise + spatial)));
            flops += skeleton.CellsPerStage * cellWeights * height * width;
        }

        parameters += (2 * channels) + ((channels + 1) * shape.Classes);
        flops += channels * shape.Classes;
        return new ArchitectureCost(parameters, flops);
    }
}
