using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>Lays out the network of a cell in the skeleton of NAS-Bench-201 (Dong, Yang 2020, figure 1).</summary>
/// <remarks>
/// The skeleton: 3×3 stem (no bias) with batch normalisation; three stages of N cells, before the second and third a residual block
/// (3×3 with stride 2, 3×3, each with batch normalisation, and a shortcut of 2×2 average pooling and a 1×1 convolution without
/// normalisation) that doubles the channels and halves height and width, rounding up; batch normalisation, ReLU, global average
/// pool, linear with bias. Every edge is counted, even if it does not lead to the output, as in the published figures.
/// </remarks>
static class NasBench201Outline
{
    const int Stages = 3;

    public static NetworkOutline Of(Architecture architecture, SpaceSpecification skeleton, ImageShape shape)
    {
        var plan = NasBench201Plan.Of(architecture);
        var outline = new NetworkOutline(shape);
        long channels = skeleton.Channels;
        var value = outline.Convolution(outline.Input, channels, kernel: 3);
        for (var stage = 0; stage < Stages; stage++)
        {
            if (stage > 0)
            {
                channels *= 2;
                value = Reduction(outline, value, channels);
            }

            for (var cell = 0; cell < skeleton.CellsPerStage; cell++)
            {
                value = Cell(outline, plan, value);
            }
        }

        var features = outline.Elementwise(outline.Normalisation(value));
        outline.Linear(outline.GlobalPool(features), shape.Classes);
        return outline;
    }

    static OutlineValue Reduction(NetworkOutline outline, OutlineValue input, long channels)
    {
        var first = outline.Convolution(outline.Elementwise(input), channels, kernel: 3, stride: 2);
        var second = outline.Convolution(outline.Elementwise(first), channels, kernel: 3);
        var shortcut = outline.Convolution(outline.Pool(input, stride: 2), channels, kernel: 1, end: ConvolutionEnd.Plain);
        return outline.Elementwise(second, shortcut);
    }

    static OutlineValue Cell(NetworkOutline outline, NasBench201Plan plan, OutlineValue input)
    {
        foreach (var edge in plan.All.Except(plan.Live))
        {
            if (edge.Kernel is { } kernel)
            {
                outline.UnusedConvolution(input, kernel);
            }
        }

        var rectified = new Dictionary<int, OutlineValue>();
        OutlineValue Rectified(int node, OutlineValue value) =>
            rectified.TryGetValue(node, out var known) ? known : rectified[node] = outline.Elementwise(value);

        return plan.Compute(
            input,
            (edge, value) => edge switch
            {
                { IsSkip: true } => value,
                { Kernel: { } kernel } => outline.Convolution(Rectified(edge.Source, value), input.Channels, kernel),
                _ => outline.Pool(value, stride: 1),
            },
            outline.Elementwise) ?? outline.Elementwise(input);
    }
}
