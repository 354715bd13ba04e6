using Serverless.Learning.Datasets;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.ZeroCost;

/// <summary>Some real images.</summary>
static class FashionBatch
{
    const int Side = 28;
    const int LargeSide = 32;
    const int Border = (LargeSide - Side) / 2;
    const int Colours = 3;

    static readonly Lazy<NormalisedImages> Test = new(() => new FashionMnist().LoadTestImages());

    /// <summary>The shape that NAS-Bench-201 was published for.</summary>
    public static ImageShape LargeShape { get; } = new(Colours, LargeSide, LargeSide, 10);

    public static NormalisedImages Grey(int count) => new(Test.Value.Pixels[..(count * Side * Side)], Test.Value.Labels[..count]);

    /// <summary>In three equal colours, with the background's value around them.</summary>
    public static NormalisedImages Large(int count)
    {
        var pixels = new float[count * Colours * LargeSide * LargeSide];
        Array.Fill(pixels, Test.Value.Pixels.Min());
        for (var row = 0; row < count * Side; row++)
        {
            var (image, line) = (row / Side, row % Side);
            for (var colour = 0; colour < Colours; colour++)
            {
                var start = (((((image * Colours) + colour) * LargeSide) + line + Border) * LargeSide) + Border;
                Test.Value.Pixels.AsSpan(row * Side, Side).CopyTo(pixels.AsSpan(start));
            }
        }

        return new NormalisedImages(pixels, Test.Value.Labels[..count]);
    }
}
