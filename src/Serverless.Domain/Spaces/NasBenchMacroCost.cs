namespace Serverless.Domain.Spaces;

/// <summary>Parameters and multiply-accumulates of a NAS-Bench-Macro network, in closed form.</summary>
/// <remarks>
/// Stem 3×3 to 32 channels; stages of 64, 128 and 256 channels; 1×1 to 1,280 channels, pooling, linear with bias. Every convolution is
/// without bias and followed by batch normalisation. An inverted residual block widens by its ratio (1×1), filters each channel
/// (k×k, stride 2 in a stage's first layer, which rounds up) and narrows again (1×1).
/// </remarks>
static class NasBenchMacroCost
{
    const int StemChannels = 32;
    const int FirstStageChannels = 64;
    const int HeadChannels = 1_280;

    public static ArchitectureCost Of(Architecture architecture, ImageShape shape)
    {
        long height = shape.Height;
        long width = shape.Width;
        long before = StemChannels;
        var sum = new Sum();
        sum.Convolution(9 * shape.Channels * before, before, height * width);

        var layer = 0;
        long channels = FirstStageChannels;
        foreach (var layers in NasBenchMacroSpace.StageLayers)
        {
            for (var i = 0; i < layers; i++, layer++)
            {
                var pixels = height * width;
                if (i == 0)
                {
                    height = (height + 1) / 2;
                    width = (width + 1) / 2;
                }

                sum.Block(architecture.Genotype[layer], before, channels, pixels, height * width);
                before = channels;
            }

            channels *= 2;
        }

        sum.Convolution(before * HeadChannels, HeadChannels, height * width);
        sum.Parameters += (HeadChannels + 1) * shape.Classes;
        sum.Flops += HeadChannels * shape.Classes;
        return new ArchitectureCost(sum.Parameters, sum.Flops);
    }

    sealed class Sum
    {
        public long Parameters { get; set; }

        public long Flops { get; set; }

        public void Convolution(long weights, long channels, long pixels)
        {
            Parameters += weights + (2 * channels);
            Flops += weights * pixels;
        }

        public void Block(int block, long from, long to, long pixelsBefore, long pixelsAfter)
        {
            if (block == NasBenchMacroSpace.Identity)
            {
                if (from != to)
                {
                    Convolution(from * to, to, pixelsAfter);
                }

                return;
            }

            // Blocks 1 and 2: ratio 3 with kernel 3, ratio 6 with kernel 5.
            var inner = from * 3 * block;
            var kernel = (2 * block) + 1;
            Convolution(from * inner, inner, pixelsBefore);
            Convolution(kernel * kernel * inner, inner, pixelsAfter);
            Convolution(inner * to, to, pixelsAfter);
        }
    }
}
