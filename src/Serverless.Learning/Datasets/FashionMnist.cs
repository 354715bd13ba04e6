using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): clothing, 28 × 28, grey, 10 classes; 60,000 images to train, 10,000 to test.</summary>
public sealed class FashionMnist
{
    /// <summary>Its name in requests.</summary>
    public const string Name = "fashion-mnist";

    /// <summary>Names a folder of datasets that is used instead of Debian's.</summary>
    public const string FolderVariable = "SERVERLESS_DATASETS";

    /// <summary>How pixels, 0 to 1, are made the input of networks, for people.</summary>
    public const string Normalisation = "(pixel - 0.2860) / 0.3530";

    const string DebianFolder = "/usr/share/datasets";

    // Mean and standard deviation of all pixels of the training file, 0 to 1; networks are fed (p - mean) / deviation.
    const float Mean = 0.2860f;
    const float Deviation = 0.3530f;

    static readonly float[] Normalised = [.. Enumerable.Range(0, 256).Select(pixel => ((pixel / 255f) - Mean) / Deviation)];

    /// <summary>What a black pixel is in normalised images.</summary>
    internal static float Black => Normalised[0];

    readonly string _folder;

    /// <param name="datasets">
    /// The folder that has <c>fashion-mnist</c> in it; when null that of <see cref="FolderVariable"/>, or else Debian's.
    /// </param>
    public FashionMnist(string? datasets = null) =>
        _folder = Path.Combine(datasets ?? Environment.GetEnvironmentVariable(FolderVariable) ?? DebianFolder, Name);

    /// <value>1 × 28 × 28, 10 classes.</value>
    public static ImageShape Shape { get; } = new(Channels: 1, Height: 28, Width: 28, Classes: 10);

    /// <summary>Reads the training file and deals it out.</summary>
    /// <exception cref="DatasetException">The dataset is not there, or damaged.</exception>
    /// <exception cref="ArgumentException">The specification asks for more images than there are.</exception>
    public (NormalisedImages Training, NormalisedImages Validation) LoadSplit(DatasetSpecification specification)
    {
        var (pixels, labels) = Read("train");
        var split = DatasetSplit.Create(specification, labels.Length);
        return (Normalise(pixels, labels, split.Training), Normalise(pixels, labels, split.Validation));
    }

    /// <summary>Reads the 10,000 images that nothing is trained on or chosen by.</summary>
    /// <exception cref="DatasetException">The dataset is not there, or damaged.</exception>
    public NormalisedImages LoadTestImages()
    {
        var (pixels, labels) = Read("t10k");
        return Normalise(pixels, labels, [.. Enumerable.Range(0, labels.Length)]);
    }

    (byte[] Pixels, byte[] Labels) Read(string part)
    {
        if (!Directory.Exists(_folder))
        {
            throw new DatasetException(
                _folder,
                $"there is no such folder; install the Debian package dataset-fashion-mnist, or let {FolderVariable} name another place.");
        }

        var imagePath = Path.Combine(_folder, $"{part}-images-idx3-ubyte.gz");
        var labelPath = Path.Combine(_folder, $"{part}-labels-idx1-ubyte.gz");
        var images = IdxReader.Read(imagePath, dimensions: 3);
        var labels = IdxReader.Read(labelPath, dimensions: 1);
        if (images.Sizes[1] != Shape.Height || images.Sizes[2] != Shape.Width)
        {
            throw new DatasetException(
                imagePath, $"its images are {images.Sizes[1]} × {images.Sizes[2]} instead of {Shape.Height} × {Shape.Width}.");
        }

        if (images.Sizes[0] != labels.Values.Length)
        {
            throw new DatasetException(labelPath, $"it has {labels.Values.Length} labels for {images.Sizes[0]} images.");
        }

        var foreign = labels.Values.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(Shape.Classes - 1));
        return foreign < 0
            ? (images.Values, labels.Values)
            : throw new DatasetException(labelPath, $"label {foreign} is {labels.Values[foreign]}, above {Shape.Classes - 1}.");
    }

    static NormalisedImages Normalise(byte[] pixels, byte[] labels, IReadOnlyList<int> chosen)
    {
        var length = Shape.Channels * Shape.Height * Shape.Width;
        var values = new float[chosen.Count * length];
        var chosenLabels = new byte[chosen.Count];
        for (var i = 0; i < chosen.Count; i++)
        {
            var source = pixels.AsSpan(chosen[i] * length, length);
            var destination = values.AsSpan(i * length, length);
            for (var p = 0; p < length; p++)
            {
                destination[p] = Normalised[source[p]];
            }

            chosenLabels[i] = labels[chosen[i]];
        }

        return new NormalisedImages(values, chosenLabels);
    }
}
