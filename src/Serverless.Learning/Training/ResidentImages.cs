using Serverless.Learning.Datasets;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Images and labels on the device, from which batches are taken without another copy from the host.</summary>
sealed class ResidentImages : IDisposable
{
    readonly Tensor _images;
    readonly Tensor _labels;

    public ResidentImages(NormalisedImages images, ImageShape shape, Device device)
    {
        using var scope = NewDisposeScope();
        Count = images.Count;
        _images = tensor(images.Pixels).reshape(Count, shape.Channels, shape.Height, shape.Width).to(device).DetachFromDisposeScope();
        _labels = tensor(Array.ConvertAll(images.Labels, label => (long)label)).to(device).DetachFromDisposeScope();
    }

    public int Count { get; }

    /// <summary>Returns the images and labels at the given indices.</summary>
    public (Tensor Images, Tensor Labels) Take(Tensor indices) => (_images.index_select(0, indices), _labels.index_select(0, indices));

    /// <summary>Returns consecutive images and labels.</summary>
    public (Tensor Images, Tensor Labels) Range(int start, int count) => (_images.narrow(0, start, count), _labels.narrow(0, start, count));

    /// <summary>Returns the number of images of each class, on the device.</summary>
    /// <param name="classes">The number of classes.</param>
    public Tensor CountOfClasses(int classes) => _labels.bincount(null, classes);

    /// <summary>Copies the first <paramref name="count"/> images, or all if there are fewer, to the host.</summary>
    public NormalisedImages First(int count)
    {
        using var scope = NewDisposeScope();
        var (images, labels) = Range(0, Math.Min(count, Count));
        return new NormalisedImages(
            images.cpu().contiguous().data<float>().ToArray(), Array.ConvertAll(labels.cpu().data<long>().ToArray(), label => (byte)label));
    }

    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
    }
}
