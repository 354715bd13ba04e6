using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): clothing, 28 × 28, grey, 10 classes; 60,000 training images, 10,000 test images.</summary>
public sealed class FashionMnist
{
    /// <summary>The dataset's name in requests.</summary>
    public const string Name = "fashion-mnist";

    readonly IReadOnlyList<string> _folders;
    readonly string _folder;

    /// <param name="datasets">A folder that can contain <c>fashion-mnist</c>, as in <see cref="DatasetFolder.All"/>.</param>
    public FashionMnist(string? datasets = null)
        : this(DatasetFolder.All(datasets))
    {
    }

    internal FashionMnist(IReadOnlyList<string> folders)
    {
        _folders = folders;
        _folder = DatasetFolder.Find(folders, Name);
    }

    /// <value>The normalisation of its pixels, the same for every split.</value>
    public static Normalisation Normalisation { get; } = new([0.2860f], [0.3530f]);

    /// <value>The shape of its images: 1 × 28 × 28, 10 classes.</value>
    public static ImageShape Shape { get; } = new(Channels: 1, Height: 28, Width: 28, Classes: 10);

    /// <summary>Reads the training file and splits it.</summary>
    /// <exception cref="DatasetException">The dataset is missing or damaged.</exception>
    /// <exception cref="ArgumentException">The specification asks for more images than there are.</exception>
    public (NormalisedImages Training, NormalisedImages Validation) LoadSplit(DatasetSpecification specification)
    {
        var images = Read("train");
        var split = DatasetSplit.Create(specification, images.Labels.Length);
        return (Normalisation.Apply(images, Shape, split.Training), Normalisation.Apply(images, Shape, split.Validation));
    }

    /// <summary>Reads the 10,000 test images, which are used neither to train nor to select networks.</summary>
    /// <exception cref="DatasetException">The dataset is missing or damaged.</exception>
    public NormalisedImages LoadTestImages()
    {
        var images = Read("t10k");
        return Normalisation.Apply(images, Shape, [.. Enumerable.Range(0, images.Labels.Length)]);
    }

    RawImages Read(string part) => Directory.Exists(_folder)
        ? SourceReader.ReadIdx(
            Path.Combine(_folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(_folder, $"{part}-labels-idx1-ubyte.gz"), Shape)
        : throw new DatasetException(
            _folder,
            $"the folder does not exist (searched: {string.Join(", ", _folders)}); install the Debian package dataset-fashion-mnist, or set {DatasetFolder.Variable} to a folder that has it.")
        {
            IsMissing = true,
        };
}

/// <summary>Normalised images, as networks take them, with their labels.</summary>
/// <param name="Pixels">n × channels × height × width, row-major: (p / 255 − mean) / standard deviation of the dataset.</param>
/// <param name="Labels">n labels, 0 to classes − 1.</param>
public sealed record NormalisedImages(float[] Pixels, byte[] Labels)
{
    /// <value>The number of images, n.</value>
    public int Count => Labels.Length;
}
