using System.Globalization;
using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>The normalisation of pixels for networks: (pixel − mean) / deviation, by channel.</summary>
/// <param name="Mean">The mean of each channel.</param>
/// <param name="Deviation">The standard deviation of each channel, above 0.</param>
public sealed record Normalisation(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <value>The normalised value of a black pixel in each channel.</value>
    public IReadOnlyList<float> Black => [.. Mean.Zip(Deviation, (mean, deviation) => -mean / deviation)];

    /// <value>The normalisation as text for display.</value>
    public string Text => string.Join("; ", Mean.Zip(
        Deviation, (mean, deviation) => string.Create(CultureInfo.InvariantCulture, $"(pixel - {mean:G5}) / {deviation:G5}")));

    /// <summary>
    /// Computes the mean and standard deviation of all pixels of the chosen images; a channel with one single value is only shifted.
    /// </summary>
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

        // The deviation that rounding leaves of equal values; relative to the mean, because all numbers of a column can be small.
        static double Least(double mean) => Math.Max(1e-6 * Math.Abs(mean), float.Epsilon);
    }

    /// <summary>Returns the chosen images, normalised.</summary>
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
