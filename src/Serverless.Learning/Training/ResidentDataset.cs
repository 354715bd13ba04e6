using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>A dataset on the device, split into training and validation images.</summary>
sealed class ResidentDataset : IDisposable
{
    ResidentDataset(SplitImages images, Device device)
    {
        (Shape, Normalisation, ClassNames) = (images.Shape, images.Normalisation, images.ClassNames);
        Training = new ResidentImages(images.Training, images.Shape, device);
        Validation = new ResidentImages(images.Validation, images.Shape, device);
    }

    public ImageShape Shape { get; }

    public Normalisation Normalisation { get; }

    /// <value>The name of each class; null if the files have no names.</value>
    public IReadOnlyList<string>? ClassNames { get; }

    public ResidentImages Training { get; }

    public ResidentImages Validation { get; }

    /// <exception cref="ArgumentException">The dataset is unknown, or has fewer images than requested.</exception>
    /// <exception cref="DatasetException">The dataset's files are missing or damaged.</exception>
    public static ResidentDataset Load(DatasetSpecification specification, string? folder, Device device) =>
        new(DatasetLoader.LoadSplit(specification, folder), device);

    public void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
    }
}
