using Serverless.Core.Recipes;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Augments training images on their device by random crops, flips and cutout.</summary>
/// <remarks>
/// The random numbers for an image depend on the seed, the epoch and the image's position in it, so a resumed training uses the same images as an
/// uninterrupted one.
/// </remarks>
sealed class ImageAugmentation : IDisposable
{
    readonly AugmentationSpecification _specification;
    readonly ImageShape _shape;
    readonly Tensor _black;
    readonly Tensor _rows;
    readonly Tensor _columns;

    /// <param name="specification">The augmentations to apply.</param>
    /// <param name="shape">The shape of the images.</param>
    /// <param name="black">The value of a black pixel in each channel of the normalised images.</param>
    /// <param name="device">The device that holds the images.</param>
    public ImageAugmentation(AugmentationSpecification specification, ImageShape shape, IReadOnlyList<float> black, Device device)
    {
        (_specification, _shape) = (specification, shape);
        using var scope = NewDisposeScope();
        _black = tensor([.. black]).reshape(1, shape.Channels, 1, 1).to(device).DetachFromDisposeScope();
        _rows = arange(shape.Height, int64).reshape(1, shape.Height, 1).to(device).DetachFromDisposeScope();
        _columns = arange(shape.Width, int64).reshape(1, 1, shape.Width).to(device).DetachFromDisposeScope();
    }

    /// <summary>Returns the augmented images.</summary>
    /// <param name="images">n × channels × height × width.</param>
    /// <param name="random">The epoch's stream, from which the images draw one after the other.</param>
    public Tensor Apply(Tensor images, RandomStream random)
    {
        var count = (int)images.shape[0];
        var padding = _specification.CropPadding;
        var drawn = Array.ConvertAll(Draw(count, random), values => tensor(values).reshape(count, 1, 1).to(images.device));
        var windows = padding > 0 || _specification.HorizontalFlip ? Window(images, drawn[0], drawn[1], drawn[2]) : images;
        return _specification.Cutout > 0 ? CutOut(windows, drawn[3], drawn[4]) : windows;
    }

    /// <summary>Draws the random numbers that <see cref="Apply"/> draws for <paramref name="count"/> images, without using them.</summary>
    public void Skip(int count, RandomStream random) => Draw(count, random);

    public void Dispose()
    {
        _black.Dispose();
        _rows.Dispose();
        _columns.Dispose();
    }

    long[][] Draw(int count, RandomStream random)
    {
        var padding = _specification.CropPadding;
        var draws = new long[5][];
        Array.ForEach(Enumerable.Range(0, draws.Length).ToArray(), i => draws[i] = new long[count]);
        for (var i = 0; i < count; i++)
        {
            draws[0][i] = padding > 0 ? random.NextInt((2 * padding) + 1) : 0;
            draws[1][i] = padding > 0 ? random.NextInt((2 * padding) + 1) : 0;
            draws[2][i] = _specification.HorizontalFlip ? random.NextInt(2) : 0;
            draws[3][i] = _specification.Cutout > 0 ? random.NextInt(_shape.Height) : 0;
            draws[4][i] = _specification.Cutout > 0 ? random.NextInt(_shape.Width) : 0;
        }

        return draws;
    }

    /// <summary>Cuts a window from each image, padded with black: from the given row and column on, mirrored or not.</summary>
    Tensor Window(Tensor images, Tensor top, Tensor left, Tensor isMirrored)
    {
        var (count, channels, height, width) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        var padding = _specification.CropPadding;
        var (paddedHeight, paddedWidth) = (height + (2 * padding), width + (2 * padding));
        var padded = _black.expand(count, channels, paddedHeight, paddedWidth).contiguous();
        padded.narrow(2, padding, height).narrow(3, padding, width).copy_(images);

        // Computed without a branch: column x of a mirrored window is column width − 1 − x of the window.
        var column = _columns + (isMirrored * (width - 1 - (_columns * 2))) + left;
        var places = ((_rows + top) * paddedWidth) + column;
        var index = places.reshape(count, 1, height * width).expand(count, channels, height * width);
        return padded.reshape(count, channels, paddedHeight * paddedWidth).gather(2, index).reshape(count, channels, height, width);
    }

    /// <summary>Sets a square around a pixel of each image to zero, the mean of normalised images.</summary>
    Tensor CutOut(Tensor images, Tensor row, Tensor column)
    {
        var side = _specification.Cutout;
        var isInside = Covers(_rows - row, side).logical_and(Covers(_columns - column, side));
        return images.masked_fill(isInside.unsqueeze(1), 0);
    }

    /// <summary>
    /// Returns whether a distance from the square's centre is inside the square; a square of even side reaches one pixel further back than ahead.
    /// </summary>
    static Tensor Covers(Tensor distance, int side) => distance.ge(-(side / 2)).logical_and(distance.lt(side - (side / 2)));
}
