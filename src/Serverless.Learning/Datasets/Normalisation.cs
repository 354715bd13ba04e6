using System.Globalization;
using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>How pixels are made the input of networks: (pixel − mean) / deviation, channel by channel.</summary>
/// <param name="Mean">Of each channel.</param>
/// <param name="Deviation">Of each channel, above 0.</param>
public sealed record Normalisation(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <value>What a black pixel becomes, in each channel.</value>
    public IReadOnlyList<float> Black => [.. Mean.Zip(Deviation, (mean, deviation) => -mean / deviation)];

    /// <value>For people.</value>
    public string Text => string.Join("; ", Mean.Zip(
        Deviation, (mean, deviation) => string.Create(CultureInfo.InvariantCulture, $"(pixel - {mean:G5}) / {deviation:G5}")));

    /// <summary>Mean and standard deviation of all pixels of the chosen images; a channel of one value is only shifted.</summary>
    internal static Normalisation Of(RawImages images, ImageShape shape, IReadOnlyList<int> chosen)
    {
        var plane = shape.Height * shape.Width;
        var pixels = new float[shape.Channels * plane];
        var (sums, squares) = (new double[shape.Channels], new double[shape.Channels]);
        foreach (var image in chosen)
        {
            images.Pixels.Read(image * pixels.Length, pixels);
            for (var i = 0; i < pixels.Length; i++)
            {
                sums[i / plane] += pixels[i];
                squares[i / plane] += (double)pixels[i] * pixels[i];
            }
        }

        var count = (double)chosen.Count * plane;
        var means = Array.ConvertAll(sums, sum => sum / count);
        var deviations = squares.Zip(means, (square, mean) => Math.Sqrt(Math.Max(0, (square / count) - (mean * mean))));
        return new Normalisation(
            Array.ConvertAll(means, mean => (float)mean), [.. deviations.Zip(means, (deviation, mean) => deviation > Least(mean) ? (float)deviation : 1f)]);

        // What is left of equal values by rounding; columns of numbers may all be small.
        static double Least(double mean) => Math.Max(1e-6 * Math.Abs(mean), float.Epsilon);
    }

    /// <summary>The chosen images, normalised.</summary>
    internal NormalisedImages Apply(RawImages images, ImageShape shape, IReadOnlyList<int> chosen)
    {
        var plane = shape.Height * shape.Width;
        var length = shape.Channels * plane;
        var values = new float[checked(chosen.Count * length)];
        var labels = new byte[chosen.Count];
        for (var i = 0; i < chosen.Count; i++)
        {
            var image = values.AsSpan(i * length, length);
            images.Pixels.Read(chosen[i] * length, image);
            for (var p = 0; p < length; p++)
            {
                image[p] = (image[p] - Mean[p / plane]) / Deviation[p / plane];
            }

            labels[i] = images.Labels[chosen[i]];
        }

        return new NormalisedImages(values, labels);
    }
}
